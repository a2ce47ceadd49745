/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Verifies saved records with one trust store and several threads: what a server does that is sent records. Links
 * libzairyu and libzairyu-verify, no reader. usage: verify_server TRUST-DIR FILE…
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <zairyu/verify.h>

enum { THREADS = 4, RECORD_MAX = 262144 };

struct server {
	zairyu_context *ctx; /* both are only looked at from here on, so all threads share them */
	zairyu_trust *trust;
	char **files;
	atomic_size_t next, count, genuine;
};

/* Loads and verifies one record. Nothing but `*verdict` is kept of it. */
static int verify_bytes(const struct server *s, zairyu_bytes saved, int *verdict)
{
	zairyu_record *record = NULL;
	zairyu_report *report = NULL;
	int rc = zairyu_record_load(s->ctx, saved, &record, NULL);

	if (rc == ZAIRYU_OK)
		rc = zairyu_verify(s->trust, record, 0, &report, NULL);
	*verdict = zairyu_report_verdict(report); /* "unchecked" without a report */
	zairyu_report_free(report);
	zairyu_record_free(record);
	return rc == ZAIRYU_ERR_NOT_GENUINE ? ZAIRYU_OK : rc; /* the verdict says it */
}

static void *work(void *argument)
{
	struct server *s = argument;
	uint8_t *buf = malloc(RECORD_MAX + 1); /* one more, so that what is too long is refused, not cut */

	for (size_t i; buf && (i = atomic_fetch_add(&s->next, 1)) < s->count;) {
		FILE *f = fopen(s->files[i], "rb");
		zairyu_bytes saved = { buf, f ? fread(buf, 1, RECORD_MAX + 1, f) : 0 };
		int verdict = ZAIRYU_VERDICT_UNCHECKED;
		int rc = f ? verify_bytes(s, saved, &verdict) : ZAIRYU_ERR_FILE;

		printf("%s: %s\n", s->files[i], rc == 0 ? zairyu_verdict_name(verdict) : zairyu_error_name(rc));
		s->genuine += rc == 0 && verdict == ZAIRYU_VERDICT_GENUINE;
		zairyu_wipe(buf, saved.len);
		if (f)
			fclose(f);
	}
	free(buf);
	return NULL;
}

int main(int argc, char **argv)
{
	struct server s = { .files = argv + 2, .count = argc > 2 ? (size_t)argc - 2 : 0 };
	pthread_t thread[THREADS];
	int started = 0;

	if (argc <= 2)
		fprintf(stderr, "usage: verify_server TRUST-DIR FILE...\n");
	else if (zairyu_context_new(&s.ctx, NULL) == 0 && zairyu_trust_new(s.ctx, &s.trust, NULL) == 0 &&
		 zairyu_trust_add_directory(s.trust, argv[1], ZAIRYU_TRUST_CUSTOM, NULL) == 0)
		while (started < THREADS && pthread_create(&thread[started], NULL, work, &s) == 0)
			started++;
	for (int i = 0; i < started; i++)
		pthread_join(thread[i], NULL);
	zairyu_trust_free(s.trust), zairyu_context_free(s.ctx);
	return started > 0 && s.genuine == s.count ? 0 : 1;
}
