import json
import subprocess
import sys
from pathlib import Path

import pytest

from bearwitness.documents.language import english_share, foreign_language


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people were killed in Oru on Friday, police said.",
        "12 killed in Oru",
        "TWELVE PEOPLE WERE KILLED WHEN TERRORISTS OF THE FRONT ATTACKED ORU, ACCORDING TO THE GARRISON.",
        "BOMB BLAST KILLS SIX SOLDIERS NEAR ORU MARKET",
        "Gunmen attack Belen market; mayor flees",
        "Killed: Maria Lopez, 34; Juan Perez Garcia, 12; José Hernández, 50; Abdul Rahman Hassan; Mohammed al Belen.",
        "The army entered San José de Oru, where Comandante Pérez of the Fuerzas Armadas said “no pasarán”.",
        "SANTIAGO, 5 DEC 89 (DOMESTIC SERVICE) -- [TEXT] ADMIRAL JOSE TORIBIO MERINO CASTRO",
        "SAN SALVADOR, 18 FEB 90 (AFP) -- [TEXT] SALVADORAN PRESIDENT ALFREDO CRISTIANI",
        "1,2,3",
        "",
    ],
)
def test_read_as_english(text: str) -> None:
    assert foreign_language(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La policía informó que doce personas murieron en un ataque en el mercado el viernes.", "Spanish"),
        ("DOCE PERSONAS MURIERON EN UN ATAQUE EN EL MERCADO DE ORU, INFORMÓ LA POLICÍA EL VIERNES.", "Spanish"),
        ("Douze personnes ont été tuées vendredi dans une attaque contre le marché, selon la police.", "French"),
        ("Doze pessoas foram mortas na sexta-feira em um ataque ao mercado, informou a polícia.", "Portuguese"),
        ("Zwölf Menschen wurden am Freitag bei einem Angriff auf den Markt getötet, sagte die Polizei.", "German"),
        ("Watu kumi na wawili waliuawa sokoni siku ya Ijumaa, polisi walisema.", "Swahili"),
        ("В пятницу при нападении на рынок погибли двенадцать человек, сообщила полиция.", "Russian"),
        ("قتل اثنا عشر شخصا في هجوم على السوق يوم الجمعة حسبما قالت الشرطة في بيان لها", "Arabic"),
        ("星期五市场遭到袭击，十二人死亡，警方说。", "Chinese"),
        ("ዓርብ ዕለት በገበያ ላይ በደረሰ ጥቃት አሥራ ሁለት ሰዎች ተገድለዋል", "Ethiopic"),
    ],
)
def test_other_languages_are_named(text: str, language: str) -> None:
    assert language in (foreign_language(text) or "")


def test_clear_english_loads_no_detector() -> None:
    code = (
        "import sys; from bearwitness.documents.read import read_layer;"
        "from bearwitness.documents.language import foreign_language as f;"
        "assert f('Twelve people were killed in Oru on Friday when the army attacked, police said.') is None;"
        "heavy = {'lingua', 'trafilatura', 'pypdfium2', 'lxml', 'charset_normalizer'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": ":".join(sys.path)})


def test_development_texts_are_all_english(shared: Path) -> None:
    lines = [
        line
        for name in ("muc4/dev.jsonl", "gvc/dev.docs.jsonl")
        for line in (shared / "data" / name).open(encoding="utf-8")
    ]
    texts = [json.loads(line)["text"] for line in lines[::7] + lines[-78:]]
    assert [text[:80] for text in texts if foreign_language(text) is not None] == []
    assert min(english_share(text) for text in texts if len(text) > 400) > 0.12
