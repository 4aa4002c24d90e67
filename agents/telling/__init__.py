"""Write answers from pointed programs: every figure copied from evidence or computed from it, the verdict first."""
