import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

// One script and one style sheet of its own: the server's policy allows nothing inline and nothing from elsewhere.
export default defineConfig({
  base: "/page/",
  plugins: [preact()],
  build: {
    outDir: "../muniment/data/page",
    emptyOutDir: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    rollupOptions: { output: { entryFileNames: "page.js", assetFileNames: "page[extname]" } },
  },
});
