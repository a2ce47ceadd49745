/* SPDX-License-Identifier: BSD-2-Clause */
/* A card as JSON. Unknown values are left out, never invented. Lack of memory shows in output_json_print(). */
#include "output_json.h"

#include "failure.h"
#include "marks.h"
#include "output_json_fields.h"
#include "time_text.h"

static json_t *time_string(int64_t seconds)
{
	char text[TIME_TEXT_SIZE];

	return time_text(seconds, text) ? json_string(text) : NULL;
}

static json_t *card_object(const struct outcome *outcome)
{
	const zairyu_card *card = zairyu_record_card(outcome->record);
	const char *version = zairyu_card_spec_version(card);
	json_t *object = json_object();

	output_json_set(object, "type", output_json_string(zairyu_card_type(card)));
	output_json_set(object, "family", output_json_string(zairyu_family_name(zairyu_card_family(card))));
	output_json_set(object, "kind", output_json_string(zairyu_kind_name(zairyu_card_kind(card))));
	output_json_set(object, "kind_signed", json_boolean(mark_kind_is_signed(outcome->record)));
	output_json_set(object, "kind_vouched", json_boolean(mark_kind_is_vouched(&outcome->judgement)));
	output_json_set(object, "spec_version", version[0] ? output_json_string(version) : NULL);
	return object;
}

static json_t *anchor_object(const struct judgement *judgement)
{
	json_t *object;

	if (!judgement->anchor_kind)
		return NULL;
	object = json_object();
	output_json_set(object, "subject", output_json_string(judgement->anchor_subject));
	output_json_set(object, "sha256", output_json_string(judgement->anchor_sha256));
	output_json_set(object, "kind", output_json_string(judgement->anchor_kind));
	return object;
}

static json_t *certificate_object(const struct judgement *judgement)
{
	json_t *object;

	if (!judgement->certificate_subject && !judgement->certificate_serial)
		return NULL;
	object = json_object();
	output_json_set(object, "subject", output_json_string(judgement->certificate_subject));
	output_json_set(object, "serial", output_json_string(judgement->certificate_serial));
	if (judgement->has_validity) {
		output_json_set(object, "not_before", time_string(judgement->not_before));
		output_json_set(object, "not_after", time_string(judgement->not_after));
	}
	return object;
}

static json_t *covers_array(uint64_t covers)
{
	json_t *array = json_array();

	for (int bit = 0; bit < 64; bit++)
		if (covers & (UINT64_C(1) << bit) && zairyu_item_name(UINT64_C(1) << bit))
			(void)json_array_append_new(array, output_json_string(zairyu_item_name(UINT64_C(1) << bit)));
	return array;
}

static json_t *notes_array(const struct judgement *judgement, bool converted)
{
	json_t *array = json_array();
	const char *note;

	for (size_t i = 0; (note = judgement_note(judgement, i)); i++)
		(void)json_array_append_new(array, output_json_string(note));
	if (converted)
		(void)json_array_append_new(array, json_string("text-converted"));
	return array;
}

static json_t *verification_object(const struct judgement *judgement, bool converted)
{
	json_t *object = json_object();

	output_json_set(object, "verdict", output_json_string(judgement->verdict_name));
	output_json_set(object, "falsification", output_json_string(judgement->falsification_name));
	output_json_set(object, "issuer", output_json_string(judgement->issuer_name));
	output_json_set(object, "anchor", anchor_object(judgement));
	output_json_set(object, "certificate", certificate_object(judgement));
	output_json_set(object, "covers", covers_array(judgement->covers));
	output_json_set(object, "notes", notes_array(judgement, converted));
	return object;
}

static json_t *image_object(const struct image_info *info)
{
	json_t *object = json_object();

	output_json_set(object, "media_type", output_json_string(info->media_type));
	if (info->width && info->height) {
		output_json_set(object, "width", json_integer(info->width));
		output_json_set(object, "height", json_integer(info->height));
	}
	if (!info->width)
		output_json_set(object, "readable", json_false());
	output_json_set(object, "signed", json_boolean(info->is_signed));
	output_json_set(object, "vouched", json_boolean(info->is_vouched));
	output_json_set(object, "file", output_json_string(info->file));
	output_json_set(object, "stored_file", output_json_string(info->stored_file));
	return object;
}

static json_t *images_object(const struct image_list *images)
{
	json_t *object = json_object();

	for (size_t i = 0; i < images->count; i++)
		output_json_set(object, images->item[i].name, image_object(&images->item[i]));
	return object;
}

/* The number is signed in no generation as data, and in the first as pixels of the front image only. */
static void set_number(json_t *object, const zairyu_record *record)
{
	const char *number = zairyu_record_number(record);

	if (!number[0])
		return;
	output_json_set(object, "number", output_json_string(number));
	output_json_set(object, "number_signed", json_false());
	output_json_set(object, "number_vouched", json_false());
}

static json_t *card_document(const struct app *app, const struct outcome *outcome)
{
	const zairyu_record *record = outcome->record;
	json_t *object = json_pack("{s:s}", "schema", "zairyu.card/1");

	set_number(object, record);
	output_json_set(object, "reader", output_json_string(zairyu_record_reader(record)));
	output_json_set(object, "read_at", time_string(zairyu_record_read_at(record)));
	output_json_set(object, "live", json_boolean(zairyu_record_is_live(record)));
	output_json_set(object, "file", output_json_string(outcome->file));
	output_json_set(object, "card", card_object(outcome));
	output_json_set(object, "verification",
			verification_object(&outcome->judgement, outcome_has_converted_text(record)));
	if (outcome->has_recorded)
		output_json_set(object, "recorded", verification_object(&outcome->recorded, false));
	output_json_set(object, "items", output_json_items(record));
	output_json_set(object, "fields", output_json_fields(app, outcome));
	output_json_set(object, "images", images_object(&outcome->images));
	output_json_set(object, "files", app->raw ? output_json_files(outcome) : NULL);
	return object;
}

/* Nothing of what is on the card: for many, and for those who must not see it. */
static json_t *brief_document(const struct outcome *outcome)
{
	const struct judgement *judgement = &outcome->judgement;
	json_t *object = json_pack("{s:s}", "schema", "zairyu.verdict/1");

	output_json_set(object, "file", output_json_string(outcome->file));
	output_json_set(object, "verdict", output_json_string(judgement->verdict_name));
	output_json_set(object, "falsification", output_json_string(judgement->falsification_name));
	output_json_set(object, "issuer", output_json_string(judgement->issuer_name));
	output_json_set(object, "notes", notes_array(judgement, false));
	return object;
}

static json_t *document(const struct app *app, const struct outcome *outcome)
{
	return app->brief ? brief_document(outcome) : card_document(app, outcome);
}

int output_json_card(const struct app *app, const struct outcome *outcome, zairyu_error **err)
{
	return output_json_print(app, document(app, outcome), err);
}

int output_json_card_line(const struct app *app, const struct outcome *outcome, struct buffer *out, zairyu_error **err)
{
	return output_json_line(app, document(app, outcome), out, err);
}
