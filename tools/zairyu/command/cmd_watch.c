/* SPDX-License-Identifier: BSD-2-Clause */
/* zairyu watch: the counter's mode, card after card. */
#include "command/chosen_reader.h"
#include "command/command.h"
#include "counter/counter_run.h"
#include "files/fresh_name.h"
#include "output/output_json.h"
#include "person/fail.h"

/* A name would be the first card's, and in the way of the second. */
static int check_places(const struct app *app, const struct options *options, zairyu_error **err)
{
	static const struct {
		enum option_id id;
		const char *name;
	} places[] = { { OPTION_OUT, "--out" }, { OPTION_SAVE, "--save" }, { OPTION_SAVE_REDUCED, "--save-reduced" } };

	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		const char *place = options->value[places[i].id];

		if (place && !fresh_name_is_for(place))
			return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_NEEDS_DIRECTORY, places[i].name, NULL);
	}
	return ZAIRYU_OK;
}

static int prepare(struct counter *counter, const struct options *options, zairyu_error **err)
{
	int rc = check_places(counter->app, options, err);

	if (rc == ZAIRYU_OK)
		rc = chosen_reader_check(counter->app, options, err);
	if (rc == ZAIRYU_OK && counter->program)
		rc = output_json_try(counter->app, err);
	if (rc == ZAIRYU_OK)
		rc = verifier_new(counter->app, options->value[OPTION_TRUST], false, &counter->reading.verifier, err);
	return rc == ZAIRYU_OK ? card_reading_try_places(&counter->reading, err) : rc;
}

int cmd_watch(struct app *app, const struct options *options, zairyu_error **err)
{
	struct counter counter = { .app = app,
				   .uri = options->value[OPTION_READER],
				   .number_from = options->value[OPTION_NUMBER_FROM],
				   .program = options->value[OPTION_EXEC],
				   .sound = options->value[OPTION_SOUND] != NULL,
				   .reading = {
					   .app = app, .places = options_places(options), .files = { .keep = true } } };
	int rc = prepare(&counter, options, err);

	if (rc == ZAIRYU_OK)
		rc = counter_run(&counter, err);
	card_reading_done(&counter.reading);
	return rc;
}
