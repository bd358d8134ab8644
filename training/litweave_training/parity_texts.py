"""Texts of our own for the parity fixture: abbreviations, several relations, and Unicode that breaks careless offsets."""

TEXTS = {
    "plain": (
        "Aspirin and gastric ulcer. Daily aspirin caused gastric ulcers in seven patients. Omeprazole healed the ulcers, "
        "and no patient who took omeprazole bled again."
    ),
    "abbreviations": (
        "Doxorubicin (DOX) causes dose-dependent cardiomyopathy. In rats, dexrazoxane (DEX) prevented DOX-induced heart "
        "failure, whereas DEX alone did not change cardiac output. DOX raised troponin T, and troponin T fell after DEX."
    ),
    "variants": (
        "The BRCA1 c.68_69delAG mutation was found in 12 families with hereditary breast and ovarian cancer. A second "
        "variant, p.Arg1699Trp, segregated with breast cancer in two. Neither was seen in TP53 carriers."
    ),
    "cell lines": (
        "Imatinib inhibits BCR-ABL1 in K562 cells. Resistance arose through the T315I substitution, and ponatinib "
        "restored growth arrest in K562 and in murine Ba/F3 cells carrying T315I."
    ),
    "greek and signs": (
        "TNF-α (10 ng/mL) up-regulated IL-6 in HUVECs; β-estradiol (≤5 µM) lowered it by 40±6 %. NF-κB p65 "
        "bound the IL-6 promoter within 15′ of TNF-α."
    ),
    "combining marks": (
        "Sjo\u0308gren syndrome and Ménière's disease were reported after naïve use of α\u2011interferon; in Behc\u0327et disease "
        "colchicine reduced the ulcers."
    ),
    "surrogate pairs": (
        "😀 Patients rated nausea with 🙂 or 😣 after cisplatin. 𝛽-Blockers such as propranolol did not cause nausea 🤢, "
        "but cisplatin did in 𝟏𝟐 of 20 women."
    ),
    "full width and ligatures": (
        "Ｍｅｔｆｏｒｍｉｎ lowered HbA1c in type 2 diabetes. The ﬁrst signs of lactic acidosis followed metformin "
        "overdose; ﬂuoxetine made no diﬀerence to diabetes."
    ),
    "spaces and controls": (
        "Lithium\u00a0toxicity:\tlithium caused\u2009tremor\u200b and\u0085confusion.\r\n  Haloperidol  worsened the tremor in\u3000Parkinson disease."
    ),
    "scripts": (
        "糖尿病 (diabetes mellitus) was treated with insulin. В исследовании инсулин (insulin) caused hypoglycaemia. "
        "Hypoglycaemia is rarer with metformin."
    ),
    "brackets and chains": (
        "5-Fluorouracil[FU]-induced mucositis/diarrhoea (grade≥3) was linked to DPYD*2A; (DPYD)-deficient patients given "
        "N-acetyl-L-cysteine, vitamin B12 and/or 1,25-dihydroxyvitamin-D3 had less mucositis."
    ),
    "species": (
        "Escherichia coli O157:H7 and Helicobacter pylori were cultured from mice. In Mus musculus, H. pylori CagA induced "
        "gastritis; clarithromycin cleared H. pylori and cured the gastritis, but Caenorhabditis elegans was unaffected."
    ),
    "long": " ".join(
        f"In cohort {number}, warfarin caused intracranial haemorrhage in {number % 7 + 1} of {number + 40} patients with atrial "
        f"fibrillation, and vitamin K reversed the effect of warfarin in all but {number % 3}. CYP2C9 and VKORC1 genotypes "
        "explained the dose."
        for number in range(1, 19)
    ),
    "nothing": "The committee met on Tuesday and adjourned at noon.",
    "one word": "Asthma",
}
"""The long text fills two windows, so stitching is under test too."""
