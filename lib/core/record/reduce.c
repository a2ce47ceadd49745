/* SPDX-License-Identifier: BSD-2-Clause */
/* The reduced form: that and how a card was read, without what is on it. */
#include <stdlib.h>
#include <string.h>

#include "record/record.h"
#include "util/context/context.h"
#include "util/error/error.h"

static bool summary_is_plausible(const zairyu_record *record, const struct record_summary *summary)
{
	return summary->presence >= ZAIRYU_PRESENCE_PRESENT && summary->presence <= ZAIRYU_PRESENCE_ABSENT &&
	       summary->padding_assumed <= summary->len &&
	       summary->len <= zairyu_context_limit(record->ctx, ZAIRYU_LIMIT_FILE_BYTES);
}

int record_add_summary(zairyu_record *record, const struct record_summary *summary, zairyu_error **err)
{
	struct record_file *file;
	int rc;

	if (!summary_is_plausible(record, summary))
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "the facts given about a file contradict each other");
	file = record_place_file(record, summary->item, &rc, err);
	if (!file)
		return rc;
	file->presence = summary->presence;
	file->len = summary->len;
	file->padding_assumed = summary->padding_assumed;
	record_digests_set(record->digests, summary->item, summary->digest);
	return ZAIRYU_OK;
}

int record_finish_reduced(zairyu_record *record, const uint8_t *number_digest, zairyu_bytes results, zairyu_error **err)
{
	record->reduced = true;
	record_digests_set(record->digests, RECORD_NUMBER, number_digest);
	if (results.len == 0)
		return ZAIRYU_OK;
	if (results.len > zairyu_context_limit(record->ctx, ZAIRYU_LIMIT_RECORD_BYTES))
		return error_fail(err, ZAIRYU_ERR_LIMIT, "the results are larger than a saved record may be");
	record->results = calloc(1, results.len);
	if (!record->results)
		return error_no_memory(err);
	memcpy(record->results, results.data, results.len);
	record->results_len = results.len;
	return ZAIRYU_OK;
}

int record_summarise(zairyu_record *reduced, const zairyu_record *record, uint64_t items, zairyu_bytes results,
		     zairyu_error **err)
{
	zairyu_bytes number, digest;
	int rc = zairyu_record_number_digest(record, &number);

	if (rc < 0)
		return error_fail(err, rc, "SHA-256 failed");
	for (size_t i = 0; i < record->file_count; i++) {
		const struct record_file *file = &record->files[i];
		struct record_summary summary = {
			.item = file->table->item,
			.presence = file->presence,
			.len = file->len,
			.padding_assumed = file->padding_assumed,
		};

		if (!(summary.item & items))
			continue;
		rc = zairyu_record_digest(record, summary.item, &digest);
		if (rc < 0)
			return error_fail(err, rc, "SHA-256 failed");
		summary.digest = digest.data;
		rc = record_add_summary(reduced, &summary, err);
		if (rc < 0)
			return rc;
	}
	return record_finish_reduced(reduced, number.data, results, err);
}

static int record_reduce(const zairyu_record *record, zairyu_bytes results, zairyu_record **out, zairyu_error **err)
{
	zairyu_record *reduced;
	int rc;

	if (out)
		*out = NULL;
	if (!record || !out || (!results.data && results.len > 0))
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "no record, no results or nowhere to put the reduced one");
	rc = record_new_like(record, "", &reduced, err);
	if (rc < 0)
		return rc;
	rc = record_summarise(reduced, record, UINT64_MAX, results, err);
	if (rc < 0) {
		zairyu_record_free(reduced);
		return rc;
	}
	*out = reduced;
	return ZAIRYU_OK;
}

int zairyu_record_reduce(const zairyu_record *record, zairyu_bytes results, zairyu_record **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, record_reduce(record, results, out, err));
}
