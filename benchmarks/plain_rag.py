"""The same questions through a plain LangChain RAG chain: same GGUF, same embeddings, same filings, in the same run.

The chain is the usual one: the filing's text cut into pieces, an in-memory vector store, the four nearest pieces put into
a prompt, the model's own words taken as the answer.

    python benchmarks/plain_rag.py
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Sequence
from typing import Any

from langchain_core.embeddings import Embeddings
from langchain_core.prompts import PromptTemplate
from langchain_core.runnables import Runnable, RunnableLambda
from langchain_core.vectorstores import InMemoryVectorStore
from sqlalchemy import text

from muniment.agent import Agent
from muniment.models.gguf import EmbeddingModel
from muniment.models.minilm import embedding_model_path
from muniment.models.opened import open_file
from muniment.settings import Settings
from muniment.store.connecting import open_database
from muniment.store.store import Store
from muniment.tools.documents.document import read_document

URL = "https://www.sec.gov/Archives/edgar/data/320193/000032019324000123/aapl-20240928.htm"
QUESTIONS = (
    ("What were Apple's net sales in fiscal 2024?", "391,035"),
    ("What was Apple's net income in fiscal 2024?", "93,736"),
    ("What were Apple's research and development expenses in fiscal 2024?", "31,370"),
    ("What were iPhone net sales at Apple in fiscal 2024?", "201,183"),
    ("What were Apple's total assets at the end of fiscal 2024?", "364,980"),
    ("What was Apple's diluted EPS in fiscal 2024?", "6.08"),
    ("How much did Apple spend on share repurchases in fiscal 2024?", "94,949"),
    ("What was Apple's effective tax rate in fiscal 2024?", "24.1"),
    ("By what percentage did Apple's net sales change from 2023 to 2024?", "2.02|2%"),
    ("What was Apple's Vision Pro revenue in fiscal 2024?", "REFUSE"),
)


class Minilm(Embeddings):
    """Our embedding model behind LangChain's interface."""

    def __init__(self, model: EmbeddingModel) -> None:
        self.model = model

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of texts."""
        return [v.tolist() for v in self.model.embed(texts)]

    def embed_query(self, text: str) -> list[float]:
        """The vector of one text."""
        return list(self.model.embed([text])[0].tolist())


def chain_over(pieces: Sequence[str], settings: Settings) -> Runnable[str, str]:
    """The usual chain over pieces of text, of the same models: it embeds them, and answers in its model's own words."""
    vectors = InMemoryVectorStore(Minilm(EmbeddingModel(embedding_model_path(settings.home))))
    vectors.add_texts(list(pieces))
    llama = open_file(settings)._loaded()
    prompt = PromptTemplate.from_template(
        "<|im_start|>user\nContext:\n{context}\n\nQuestion: {question}\nAnswer in one sentence.<|im_end|>\n<|im_start|>assistant\n"
    )

    def generate(value: Any) -> str:
        llama.reset()
        out = llama.create_completion(value.to_string()[-6000:], max_tokens=60, temperature=0.0, stop=["<|im_end|>"])
        return str(out["choices"][0]["text"]).strip()

    def context(question: str) -> dict[str, str]:
        found = vectors.similarity_search(question, k=4)
        return {"context": "\n".join(d.page_content for d in found), "question": question}

    return RunnableLambda(context) | prompt | RunnableLambda(generate)


def in_pieces(whole: str) -> list[str]:
    """A text in pieces of 900 characters that overlap by 100."""
    return [whole[at : at + 900] for at in range(0, len(whole), 800)]


def main() -> None:
    """Ask both and print them side by side."""
    settings = Settings.read()
    store = Store(open_database(settings), settings.home / "records")
    with store.database.begin() as connection:
        sha256 = connection.execute(text("SELECT sha256 FROM sources WHERE url = :u"), {"u": URL}).scalar_one()
    original = store.original(sha256)
    assert original is not None
    pieces = in_pieces("\n".join(block.text for block in read_document(original).blocks))
    started = time.perf_counter()
    chain = chain_over(pieces, settings)
    print(f"plain chain: {len(pieces)} pieces embedded in {time.perf_counter() - started:.1f} s")
    agent, ours, theirs, ratios = Agent(settings, keep=False), 0, 0, []
    agent.ask(QUESTIONS[0][0])
    for question, truth in QUESTIONS:
        a = time.perf_counter()
        answer = agent.ask(question)
        b = time.perf_counter()
        said = chain.invoke(question)
        c = time.perf_counter()
        refused = answer.status == "abstained"
        good = refused if truth == "REFUSE" else not refused and re.search(truth, answer.text) is not None
        fair = (
            bool(re.search(r"not (provided|mentioned|available|specified|disclosed)", said))
            if truth == "REFUSE"
            else re.search(truth, said) is not None
        )
        ours, theirs = ours + good, theirs + fair
        ratios.append((c - b) / (b - a))
        print(
            f"\n{question}\n  muniment ({b - a:.2f} s, {'right' if good else 'wrong'}): {answer.text[:150]}\n  chain    ({c - b:.2f} s, {'right' if fair else 'wrong'}): {' '.join(said.split())[:150]}"
        )
    print(
        f"\nmuniment {ours}/{len(QUESTIONS)} right, chain {theirs}/{len(QUESTIONS)}; chain/muniment time, median {statistics.median(ratios):.0f}"
    )


if __name__ == "__main__":
    main()
