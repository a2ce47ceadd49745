/* SPDX-License-Identifier: BSD-2-Clause */
/* What the generated calls of every public function share. */
#ifndef STYLE_CALLS_H
#define STYLE_CALLS_H

#include <stdbool.h>
#include <stdio.h>
#include <zairyu.h>
#ifdef WITH_IMAGE
#include <zairyu/image.h>
#endif
#ifdef WITH_JSON
#include <zairyu/json.h>
#endif
#ifdef WITH_NFC
#include <zairyu/nfc.h>
#endif
#ifdef WITH_PCSC
#include <zairyu/pcsc.h>
#endif
#ifdef WITH_VCARD
#include <zairyu/vcard.h>
#endif
#ifdef WITH_VERIFY
#include <zairyu/verify.h>
#endif

/* One of each kind; NULL where its library is not built. */
struct things {
	zairyu_context *context;
	zairyu_cancel *cancel; /* triggered, so that nothing waits */
	zairyu_error *error;
	zairyu_wait *wait;
	zairyu_transport *transport;
	zairyu_handoff *handoff; /* closed, so that nothing waits */
	zairyu_readers *readers;
	zairyu_session *session;
	const zairyu_card *card;
	zairyu_record *record;
	void *trust, *report, *image, *vcard, *vcard_ca, *twin, *vcard_pn532, *json_extra, *json_findings;
};
extern struct things things;
extern uint8_t room[65538];
extern uint32_t flags; /* of every call that takes some */

struct call {
	const char *name;
	size_t arguments;
	bool takes_flags;
	void (*call)(void);
};
extern const struct call calls[];
extern const size_t call_count;

/* Whether the call that is under way gets that argument; else it is NULL or 0. */
bool is_there(size_t argument);
/* An error of a call long ago, with a code that no function returns. */
zairyu_error *stale(void);
/* The error is the call's own: none after a success, one of its code after a failure. */
void judge_error(int rc, const zairyu_error *err);
/* The result is NULL after a failure. Whether there is one. */
bool judge_out(int rc, const void *out);

/* An unknown flag is refused, and as such. */
void judge_flags(int rc);

int swallow(void *userdata, const void *data, size_t len);
int on_progress(void *userdata, const zairyu_progress *progress);
int on_item(void *userdata, uint64_t item, zairyu_bytes file);
void on_log(void *userdata, int level, const char *component, const char *line);
void on_ready(void *userdata);

#endif
