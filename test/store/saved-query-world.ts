import type { DocumentChange } from "../../src/domain/graph-store.js";
import { study } from "./studies.js";

/** Papers that give each saved query something to find, and something to leave out. */
export const savedQueryWorld: readonly DocumentChange[] = [
  study({
    id: "PMID:90000070",
    title: "Metformin today.",
    publishedAt: "2023-01-15",
    says: [
      {
        subject: "metformin",
        predicate: "treats",
        object: "diabetes",
        sentence: "Metformin lowered glucose in Diabetes Mellitus, Type 2.",
        score: 0.95,
      },
      {
        subject: "metformin",
        predicate: "causes",
        object: "lacticAcidosis",
        sentence: "Metformin caused Acidosis, Lactic in two patients.",
        score: 0.8,
      },
    ],
    alsoNames: ["glucose"],
  }),
  study({
    id: "PMID:1",
    title: "Metformin first.",
    publishedAt: "2008-03",
    says: [
      {
        subject: "metformin",
        predicate: "treats",
        object: "diabetes",
        sentence: "Metformin treats Diabetes Mellitus, Type 2.",
      },
    ],
    alsoNames: ["glucose"],
  }),
  study({
    id: "PMID:2",
    title: "Metformin, perhaps.",
    publishedAt: "2012",
    says: [
      {
        subject: "metformin",
        predicate: "treats",
        object: "diabetes",
        sentence: "Metformin may help in Diabetes Mellitus, Type 2.",
        certainty: "hedged",
      },
    ],
  }),
  study({
    id: "PMID:3",
    title: "Metformin doubted.",
    publishedAt: "2012-11",
    says: [
      {
        subject: "metformin",
        predicate: "treats",
        object: "diabetes",
        sentence: "Metformin did not help in Diabetes Mellitus, Type 2.",
        polarity: "negated",
      },
    ],
  }),
  study({
    id: "PMID:4",
    title: "Pioglitazone.",
    publishedAt: "2011-05",
    says: [
      {
        subject: "pioglitazone",
        predicate: "treats",
        object: "diabetes",
        sentence: "Pioglitazone treats Diabetes Mellitus, Type 2.",
      },
    ],
  }),
  study({
    id: "PMID:5",
    title: "Trastuzumab and the heart.",
    publishedAt: "2016-02",
    says: [
      {
        subject: "trastuzumab",
        predicate: "treats",
        object: "breastCancer",
        sentence: "Trastuzumab treats Breast Neoplasms.",
      },
      {
        subject: "trastuzumab",
        predicate: "causes",
        object: "heartFailure",
        sentence: "Trastuzumab caused Heart Failure.",
      },
    ],
  }),
  study({
    id: "PMID:6",
    title: "Trastuzumab spares the heart.",
    publishedAt: "2017-04",
    says: [
      {
        subject: "trastuzumab",
        predicate: "causes",
        object: "heartFailure",
        sentence: "Trastuzumab did not cause Heart Failure.",
        polarity: "negated",
        score: 0.8,
      },
    ],
  }),
  study({
    id: "PMID:7",
    title: "Doxorubicin and the heart.",
    publishedAt: "2017-09",
    says: [
      {
        subject: "doxorubicin",
        predicate: "causes",
        object: "heartFailure",
        sentence: "Doxorubicin caused Heart Failure.",
      },
    ],
  }),
  study({
    id: "PMID:8",
    title: "Doxorubicin and the heart again.",
    publishedAt: "2018-01",
    republishedAs: ["PMID:17"],
    says: [
      {
        subject: "doxorubicin",
        predicate: "causes",
        object: "heartFailure",
        sentence: "Doxorubicin brought about Heart Failure.",
      },
    ],
    alsoNames: ["heartDiseases"],
  }),
  study({
    id: "PMID:9",
    title: "BRCA1.",
    publishedAt: "2010-06",
    says: [
      {
        subject: "brca1",
        predicate: "associated_with",
        object: "breastCancer",
        sentence: "BRCA1 is associated with Breast Neoplasms.",
      },
      {
        subject: "brca1",
        predicate: "associated_with",
        object: "ovarianCancer",
        sentence: "BRCA1 is associated with Ovarian Neoplasms.",
      },
    ],
  }),
  study({
    id: "PMID:10",
    title: "EGFR in the lung.",
    publishedAt: "2014-12",
    says: [
      {
        subject: "egfr",
        predicate: "associated_with",
        object: "lungCancer",
        sentence: "EGFR is associated with Lung Neoplasms.",
      },
    ],
  }),
  study({
    id: "PMID:11",
    title: "Two inhibitors.",
    publishedAt: "2017-01-31",
    says: [
      {
        subject: "osimertinib",
        predicate: "negatively_correlated_with",
        object: "egfr",
        sentence: "Here osimertinib inhibited EGFR.",
      },
      {
        subject: "gefitinib",
        predicate: "negatively_correlated_with",
        object: "egfr",
        sentence: "Gefitinib inhibited EGFR.",
        score: 0.85,
      },
      {
        subject: "gefitinib",
        predicate: "treats",
        object: "lungCancer",
        sentence: "Gefitinib treats Lung Neoplasms.",
      },
    ],
  }),
  study({
    id: "PMID:12",
    title: "A question.",
    publishedAt: "2019-07",
    says: [
      {
        subject: "metformin",
        predicate: "treats",
        object: "breastCancer",
        sentence: "Whether Metformin treats Breast Neoplasms is not known.",
        certainty: "question",
      },
      {
        subject: "metformin",
        predicate: "treats",
        object: "diabetes",
        sentence: "Whether Metformin helps all in Diabetes Mellitus, Type 2 is not known.",
        certainty: "question",
      },
    ],
  }),
  study({
    id: "PMID:15",
    title: "Pioglitazone and the heart.",
    publishedAt: "2021-05",
    says: [
      {
        subject: "pioglitazone",
        predicate: "causes",
        object: "heartFailure",
        sentence: "Pioglitazone caused Heart Failure.",
      },
    ],
  }),
  study({
    id: "PMID:16",
    title: "Expression of concern: Pioglitazone and the heart.",
    publishedAt: "2022-01",
    concernsAbout: ["PMID:15"],
  }),
  study({
    id: "PMID:17",
    title: "Doxorubicin and the heart once more.",
    publishedAt: "2019-01",
    republishedAs: ["PMID:8"],
    says: [
      {
        subject: "doxorubicin",
        predicate: "causes",
        object: "heartFailure",
        sentence: "Doxorubicin brought about Heart Failure.",
      },
    ],
  }),
  study({
    id: "PMID:13",
    title: "After a journey.",
    publishedAt: "2020-02-03",
    alsoNames: ["tiredness"],
  }),
  study({
    id: "PMID:90000050",
    title: "Budesonide: a case series.",
    publishedAt: "2013-02",
    says: [
      {
        subject: "budesonide",
        predicate: "causes",
        object: "agranulocytosis",
        sentence: "Budesonide caused Agranulocytosis.",
      },
      {
        subject: "budesonide",
        predicate: "treats",
        object: "asthma",
        sentence: "Budesonide treats Asthma.",
      },
    ],
  }),
  study({
    id: "PMID:14",
    title: "Budesonide.",
    publishedAt: "2012-02",
    says: [
      {
        subject: "budesonide",
        predicate: "treats",
        object: "asthma",
        sentence: "Budesonide helped in Asthma.",
      },
    ],
  }),
  study({
    id: "PMID:90000065",
    title: "Retraction: Budesonide: a case series.",
    publishedAt: "2015-01",
    retracts: ["PMID:90000050"],
  }),
];
