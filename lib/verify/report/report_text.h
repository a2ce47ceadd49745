/* SPDX-License-Identifier: BSD-2-Clause */
/* The words of a written report (zairyu-record(5), "Results"). Lines come in this order. */
#ifndef REPORT_REPORT_TEXT_H
#define REPORT_REPORT_TEXT_H

#define REPORT_FIRST_LINE              "zairyu-results=1"
#define REPORT_KEY_RECORD              "record"
#define REPORT_KEY_VERDICT             "verdict"
#define REPORT_KEY_FALSIFICATION       "falsification"
#define REPORT_KEY_ISSUER              "issuer"
#define REPORT_KEY_COVERS              "covers"
#define REPORT_KEY_ANCHOR_KIND         "anchor-kind"
#define REPORT_KEY_ANCHOR_SHA256       "anchor-sha256"
#define REPORT_KEY_ANCHOR_SUBJECT      "anchor-subject"
#define REPORT_KEY_CERTIFICATE_SUBJECT "certificate-subject"
#define REPORT_KEY_CERTIFICATE_SERIAL  "certificate-serial"
#define REPORT_KEY_NOT_BEFORE          "certificate-not-before"
#define REPORT_KEY_NOT_AFTER           "certificate-not-after"
#define REPORT_KEY_NOTE                "note"

/* Longer than any report can be. */
enum { REPORT_BYTES_MAX = 16384 };

#endif
