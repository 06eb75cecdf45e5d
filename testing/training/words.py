"""Trains the two models of `withness/safety/words` and says how well they do.

`python -m testing.training.words --data FOLDER`: the folder holds `crisis/train_dev.csv.gz`, `replies/advice_needadvice.csv.gz`
and `routing/routing37_train_dev.csv.gz` (which community a post without risk is from, to leave whole communities out).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.model_selection import StratifiedKFold

from withness.safety.words.hearing import signs, weigh
from withness.safety.words.letters import plain
from withness.safety.words.persons import hear
from withness.safety.words.weighing import Model, grams_of, save

FEWEST = 10  # posts a shipped feature stands in
MOST = 20_000
STILL = {"crisis": 1500.0, "advice": 20.0}
_MIDDLE = re.compile(r"(?<=[a-z,] )([A-Za-z][a-z']+)")
# Who somebody is must not make their words sound more or less like crisis, so no word of it is learnt.
WHO = set(
    "man men woman women boy boys girl girls guy guys male female gay lesbian bi bisexual straight queer trans transgender "
    "asexual nonbinary black white asian latino latina hispanic african american european indian native jewish jew muslim "
    "islam christian catholic hindu mormon atheist religious deaf blind disabled autistic autism aspie old young older "
    "younger teenager teen student nurse teacher soldier veteran refugee immigrant foreigner citizen".split()
)


def rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def names_in(texts: list[str]) -> set[str]:
    """Words written with a capital in the middle of sentences more often than not: names of people and places."""
    seen, capital = Counter(), Counter()
    for text in texts:
        for found in _MIDDLE.finditer(text):
            seen[found[1].lower()] += 1
            capital[found[1].lower()] += found[1][0].isupper()
    return {word for word in seen if capital[word] * 2 > seen[word] and word != "i" and not word.startswith("i'")}


class Table:
    """Texts as counted words, with the words that may ship."""

    def __init__(self, texts: list[str], *, edges: bool) -> None:
        names = names_in(texts)
        self.grams = [grams_of(plain(text), edges=edges) for text in texts]
        stands = Counter(gram for grams in self.grams for gram in grams)
        self.words = [
            gram for gram, posts in sorted(stands.items())
            if FEWEST <= posts < 0.8 * len(texts) and not any(word in names or word in WHO for word in gram.split(" "))
        ]  # fmt: skip
        self.rarity = {gram: round(float(np.log((1 + len(texts)) / (1 + stands[gram])) + 1), 3) for gram in self.words}

    def matrix(self, words: list[str], still: float) -> sparse.csr_matrix:
        place = {gram: number for number, gram in enumerate(words)}
        data, columns, ends = [], [], [0]
        for grams in self.grams:
            row = [
                (place[gram], (1 + np.log(count)) * self.rarity[gram]) for gram, count in grams.items() if gram in place
            ]
            length = np.sqrt(still + sum(value * value for _place, value in row)) or 1.0
            data += [value / length for _place, value in row]
            columns += [number for number, _value in row]
            ends.append(len(data))
        return sparse.csr_matrix((data, columns, ends), shape=(len(self.grams), len(words)))


def regression(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, class_weight="balanced", max_iter=400, solver="liblinear", random_state=1)


def commonest(table: Table) -> list[str]:
    """The words that stand in most posts; chosen without looking at the labels, so that no measure is flattered."""
    return sorted(sorted(table.words, key=lambda word: table.rarity[word])[:MOST])


def recall_at(labels: np.ndarray, scores: np.ndarray, alarms: float) -> float:
    return float((scores[labels == 1] > np.quantile(scores[labels == 0], 1 - alarms)).mean())


def measures(labels: np.ndarray, scores: np.ndarray) -> dict[str, float]:
    return {
        "auroc": round(float(roc_auc_score(labels, scores)), 4),
        "auprc": round(float(average_precision_score(labels, scores)), 3),
        "recall_at_5": round(recall_at(labels, scores, 0.05), 3),
        "recall_at_10": round(recall_at(labels, scores, 0.10), 3),
    }


@dataclass
class Posts:
    """The posts, as everything below needs them. `own` is what the rules hear in each."""

    labels: np.ndarray
    dev: np.ndarray
    places: np.ndarray
    own: np.ndarray
    words: list[str]
    matrix: sparse.csr_matrix
    table: Table


def read_posts(folder: Path) -> Posts:
    posts = rows(folder / "crisis" / "train_dev.csv.gz")
    community = {row["text"]: row["group"] for row in rows(folder / "routing" / "routing37_train_dev.csv.gz")}
    texts = [post["text"] for post in posts]
    table = Table(texts, edges=False)
    words = commonest(table)
    return Posts(
        labels=np.array([int(post["label"]) for post in posts]),
        dev=np.array([post["split"] == "dev" for post in posts]),
        places=np.array([community.get(text, "") for text in texts]),
        own=np.array([signs(plain(text)) for text in texts], dtype=float),
        words=words, matrix=table.matrix(words, STILL["crisis"]), table=table,
    )  # fmt: skip


def train_crisis(folder: Path) -> dict[str, object]:
    posts = read_posts(folder)
    labels, own = posts.labels, posts.own
    folds = list(StratifiedKFold(5, shuffle=True, random_state=1).split(posts.matrix, labels))
    lean, unseen = leans(posts, folds)
    mixing, mixed = np.c_[lean, own], np.zeros(len(labels))
    for rest, fold in folds:
        mixed[fold] = mixer(mixing[rest], labels[rest]).decision_function(mixing[fold])
    final = mixer(mixing, labels)
    hard = np.isin(posts.places, ["depression", "anxiety", ""])
    told: dict[str, object] = {
        "words": len(posts.words),
        "mix": [round(float(one), 3) for one in [*final.coef_[0], final.intercept_[0]]],
        "five folds": measures(labels, mixed),
        "words only, five folds": measures(labels, lean),
        "rules only": measures(labels, own @ np.array([3, 2, 1, 1.0, 0.5])),
        "communities never met": measures(labels, final.decision_function(np.c_[unseen, own])),
        "against depression and anxiety only": measures(labels[hard], mixed[hard]),
        "dev, trained on train": measures(labels[posts.dev], dev_scores(posts, mixing)),
    }
    told |= as_it_ships(folder, lean)
    whole = regression(5).fit(posts.matrix, labels)
    rarity = posts.table.rarity
    weights = {word: (rarity[word], round(float(w), 3)) for word, w in zip(posts.words, whole.coef_[0], strict=True)}
    save("crisis", Model(weights=weights, intercept=float(whole.intercept_[0]), still=STILL["crisis"]))
    return told


def leans(posts: Posts, folds: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """What the words lean to for posts that were not trained on; and where their whole community was left out too."""
    labels, matrix = posts.labels, posts.matrix
    lean, unseen = np.zeros(len(labels)), np.zeros(len(labels))
    kinds = sorted(set(posts.places) - {""})
    np.random.RandomState(0).shuffle(kinds)
    for number, (rest, fold) in enumerate(folds):
        lean[fold] = regression(5).fit(matrix[rest], labels[rest]).decision_function(matrix[fold])
        away = np.isin(posts.places, kinds[number::5])
        away[fold] |= labels[fold] == 1
        unseen[away] = regression(5).fit(matrix[~away], labels[~away]).decision_function(matrix[away])
    return lean, unseen


def dev_scores(posts: Posts, mixing: np.ndarray) -> np.ndarray:
    train = ~posts.dev
    trained = regression(5).fit(posts.matrix[train], posts.labels[train])
    mix = mixer(mixing[train], posts.labels[train])
    return mix.decision_function(np.c_[trained.decision_function(posts.matrix), posts.own])[posts.dev]


def as_it_ships(folder: Path, lean: np.ndarray) -> dict[str, object]:
    """What `sounds_like` says with these leans: its order, and the share of each answer among either kind of posts."""
    posts = rows(folder / "crisis" / "train_dev.csv.gz")
    labels = np.array([int(post["label"]) for post in posts])
    texts = [plain(post["text"]) for post in posts]
    sounds = [weigh(hear(text), one, grams_of(text).total()) for text, one in zip(texts, lean, strict=True)]
    shares = {
        f"{kind}: {help_} {whom}": round(float(np.mean([
            sound.help == help_ and sound.whom == whom
            for sound, label in zip(sounds, labels, strict=True) if label == number
        ])), 4)
        for number, kind in enumerate(("ordinary", "crisis")) for help_ in ("yes", "quiet") for whom in ("self", "other")
    }  # fmt: skip
    return {"as it ships": measures(labels, np.array([sound.score for sound in sounds])), "shares": shares}


def mixer(mixing: np.ndarray, labels: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=1, class_weight="balanced").fit(mixing, labels)


def train_advice(folder: Path) -> dict[str, object]:
    sentences = rows(folder / "replies" / "advice_needadvice.csv.gz")
    texts = [joined(row["text"]) for row in sentences]
    labels = np.array([int(row["label"]) for row in sentences])
    part = np.array([row["split"] for row in sentences])
    table, still = Table(texts, edges=True), STILL["advice"]
    matrix = table.matrix(table.words, still)
    known = part != "test"
    first = regression(1).fit(matrix[part == "train"], labels[part == "train"])
    cut = best_cut(labels[part == "dev"], first.decision_function(matrix[part == "dev"]))
    made = regression(1).fit(matrix[known], labels[known])
    scores = made.decision_function(matrix)
    told = {
        "words": len(table.words), "cut": round(cut, 3),
        "f1 test": round(f1(labels[part == "test"], scores[part == "test"] > cut), 3),
        "auroc test": round(float(roc_auc_score(labels[part == "test"], scores[part == "test"])), 3),
    }  # fmt: skip
    for wanted in (0.85, 0.9, 0.95):
        strict = cut_for_precision(labels[part == "dev"], first.decision_function(matrix[part == "dev"]), wanted)
        said = scores[part == "test"] > strict
        told[f"strict {wanted}"] = {
            "cut": round(strict, 3), "precision": round(float(labels[part == "test"][said].mean()), 3),
            "recall": round(float(said[labels[part == "test"] == 1].mean()), 3),
        }  # fmt: skip
    weights = {
        word: (table.rarity[word], round(float(w), 3)) for word, w in zip(table.words, made.coef_[0], strict=True)
    }
    save("advice", Model(weights=weights, intercept=float(made.intercept_[0]), still=still))
    return told


def joined(text: str) -> str:
    """The sentences come cut into pieces (`do n't`); written as people write."""
    return re.sub(r" (n't|'(?:s|m|re|ve|ll|d))\b", r"\1", text.replace("’", "'")).replace(" ,", ",")


def f1(labels: np.ndarray, said: np.ndarray) -> float:
    hit = float((labels[said] == 1).sum())
    return 2 * hit / float(said.sum() + labels.sum())


def best_cut(labels: np.ndarray, scores: np.ndarray) -> float:
    return float(max(np.unique(scores), key=lambda cut: f1(labels, scores > cut)))


def cut_for_precision(labels: np.ndarray, scores: np.ndarray, wanted: float) -> float:
    order = np.argsort(-scores)
    right = np.cumsum(labels[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(right >= wanted)
    return float(scores[order][enough[-1]]) if len(enough) else float(scores.max())


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--only", choices=["crisis", "advice"])
    given = asked.parse_args()
    for name, train in (("crisis", train_crisis), ("advice", train_advice)):
        if given.only in {None, name}:
            print(name, json.dumps(train(given.data), indent=1))
