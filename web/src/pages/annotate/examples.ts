/** Texts to try: one that hedges, one of every kind of name, one that names two things at once, one of names within names. */
export const examples: readonly { readonly title: string; readonly text: string }[] = [
  {
    title: "Metformin and lactic acidosis",
    text:
      "Metformin lowers blood glucose in patients with type 2 diabetes mellitus (T2DM). In overdose, and in patients with " +
      "renal failure, metformin may cause lactic acidosis. At usual doses it did not cause hypoglycemia.",
  },
  {
    title: "BRAF inhibition in melanoma",
    text:
      "Vemurafenib inhibits BRAF and prolongs survival in metastatic melanoma with the mutation p.V600E (c.1799T>A). " +
      "In A375 cells vemurafenib lowers the phosphorylation of MAPK1. Cutaneous squamous cell carcinoma is a known " +
      "adverse effect of vemurafenib.",
  },
  {
    title: "Cancer in Lynch syndrome",
    text:
      "Carriers of germline mutations of MLH1 or MSH2 have a high risk of colorectal cancer and endometrial cancer. " +
      "Aspirin may prevent colorectal cancer in carriers; it did not reduce the risk of breast and ovarian cancer.",
  },
  {
    title: "Von Hippel-Lindau disease",
    text:
      "Von Hippel-Lindau disease is caused by mutations of the von Hippel-Lindau tumor suppressor gene (VHL). " +
      "In HEK293 cells, without VHL, HIF1A is no longer broken down.",
  },
];
