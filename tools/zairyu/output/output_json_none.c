/* SPDX-License-Identifier: BSD-2-Clause */
/* A build without libzairyu-json: --json is refused before anything is done. */
#include "output/output_json.h"
#include "person/fail.h"

int output_json_try(const struct app *app, zairyu_error **err)
{
	return fail(app, err, ZAIRYU_ERR_UNSUPPORTED, MSG_NOT_BUILT_IN, "libzairyu-json", NULL);
}

int output_json_card(const struct app *app, const struct card_outcome *outcome, zairyu_error **err)
{
	(void)outcome;
	return output_json_try(app, err);
}

int output_json_card_line(const struct app *app, const struct card_outcome *outcome, struct content *out,
			  zairyu_error **err)
{
	(void)outcome;
	(void)out;
	return output_json_try(app, err);
}

int output_json_error(const struct app *app, int code, const zairyu_error *error, const char *file, zairyu_error **err)
{
	(void)code;
	(void)error;
	(void)file;
	return output_json_try(app, err);
}

int output_json_readers(const struct app *app, const zairyu_readers *const *lists, size_t count, zairyu_error **err)
{
	(void)lists;
	(void)count;
	return output_json_try(app, err);
}

int output_json_trust(const struct app *app, const zairyu_trust *trust, const zairyu_trust *store,
		      const struct output_paths *paths, zairyu_error **err)
{
	(void)trust;
	(void)store;
	(void)paths;
	return output_json_try(app, err);
}

int output_json_inquiry(const struct app *app, const char *number, const int expiry[3], const char *page,
			zairyu_error **err)
{
	(void)number;
	(void)expiry;
	(void)page;
	return output_json_try(app, err);
}

int output_json_error_line(int code, const zairyu_error *error, const char *file, struct content *out,
			   zairyu_error **err)
{
	(void)code;
	(void)error;
	(void)file;
	(void)out;
	(void)err;
	return ZAIRYU_ERR_UNSUPPORTED;
}
