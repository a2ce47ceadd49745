/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/startup_findings.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "host/startup_judge.h"

/* The document has three levels. The parser takes any number, each on its stack. */
enum { LEVELS_MAX = 8, FINDINGS_MAX = 500, MEMBER_MAX = 8192 };

void startup_finding_free(gpointer userdata)
{
	struct startup_finding *finding = userdata;

	g_free(finding->check);
	g_free(finding->finding);
	g_free(finding->message_ja);
	g_free(finding->message_en);
	g_free(finding->remedy);
	g_free(finding);
}

/* Brackets outside of strings, counted before anything else looks at the text. */
static gboolean is_shallow(const char *text, gsize len)
{
	gboolean in_string = FALSE;
	int levels = 0;

	for (gsize i = 0; i < len && levels <= LEVELS_MAX; i++) {
		if (in_string && text[i] == '\\')
			i++;
		else if (text[i] == '"')
			in_string = !in_string;
		else if (!in_string && (text[i] == '{' || text[i] == '['))
			levels++;
		else if (!in_string && (text[i] == '}' || text[i] == ']'))
			levels--;
	}
	return levels <= LEVELS_MAX;
}

/* NULL if the member is missing or is not a string of a sane length. */
static const char *text_of(JsonObject *object, const char *name)
{
	JsonNode *node = json_object_get_member(object, name);
	const char *text = node && JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING
				   ? json_node_get_string(node)
				   : NULL;

	return text && strlen(text) <= MEMBER_MAX ? text : NULL;
}

static gboolean take_state(const char *word, enum startup_state *out)
{
	static const char *const words[] = {
		[STARTUP_OK] = "ok",
		[STARTUP_WARNING] = "warning",
		[STARTUP_PROBLEM] = "problem",
	};

	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		if (strcmp(word, words[i]) == 0) {
			*out = (enum startup_state)i;
			return TRUE;
		}
	}
	return FALSE;
}

static struct startup_finding *parse_finding(JsonNode *node)
{
	JsonObject *object = node && JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
	struct startup_finding *finding = g_new0(struct startup_finding, 1);
	const char *state = object ? text_of(object, "state") : NULL;

	if (object) {
		finding->check = g_strdup(text_of(object, "check"));
		finding->finding = g_strdup(text_of(object, "finding"));
		finding->message_ja = g_strdup(text_of(object, "message_ja"));
		finding->message_en = g_strdup(text_of(object, "message_en"));
		finding->remedy = g_strdup(text_of(object, "remedy"));
	}
	if (finding->check && finding->finding && finding->message_ja && finding->message_en && state &&
	    take_state(state, &finding->state) && (finding->remedy || !json_object_has_member(object, "remedy")))
		return finding;
	startup_finding_free(finding);
	return NULL;
}

static GPtrArray *parse_list(JsonNode *node)
{
	JsonArray *array = node && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
	const guint count = array ? json_array_get_length(array) : 0;
	GPtrArray *findings = g_ptr_array_new_with_free_func(startup_finding_free);

	for (guint i = 0; i < count && count <= FINDINGS_MAX; i++) {
		struct startup_finding *finding = parse_finding(json_array_get_element(array, i));

		if (finding)
			g_ptr_array_add(findings, finding);
	}
	if (array && count > 0 && findings->len == count)
		return findings;
	g_ptr_array_unref(findings);
	return NULL;
}

/* The doctor's own failure, such as a reader of a kind that does not exist: one finding. The detail is in English. */
static GPtrArray *parse_failure(JsonObject *object)
{
	const char *ja = text_of(object, "message_ja"), *en = text_of(object, "message_en");
	const char *detail = text_of(object, "detail");
	struct startup_finding *finding;
	GPtrArray *findings;

	if (!ja || !en)
		return NULL;
	finding = g_new0(struct startup_finding, 1);
	finding->check = g_strdup("doctor");
	finding->finding = g_strdup("doctor-failed");
	finding->state = STARTUP_PROBLEM;
	finding->message_ja = g_strdup(ja);
	finding->message_en = detail ? g_strdup_printf("%s %s", en, detail) : g_strdup(en);
	findings = g_ptr_array_new_with_free_func(startup_finding_free);
	g_ptr_array_add(findings, finding);
	return findings;
}

static GPtrArray *parse_document(JsonNode *root, gboolean *is_ready)
{
	JsonObject *object = root && JSON_NODE_HOLDS_OBJECT(root) ? json_node_get_object(root) : NULL;
	JsonNode *ready = object ? json_object_get_member(object, "ready") : NULL;
	JsonNode *failure = object ? json_object_get_member(object, "error") : NULL;
	const char *schema = object ? text_of(object, "schema") : NULL;

	if (failure && JSON_NODE_HOLDS_OBJECT(failure))
		return parse_failure(json_node_get_object(failure));
	if (!schema || strcmp(schema, "zairyu.doctor/1") != 0 || !ready || !JSON_NODE_HOLDS_VALUE(ready) ||
	    json_node_get_value_type(ready) != G_TYPE_BOOLEAN)
		return NULL;
	*is_ready = json_node_get_boolean(ready);
	return parse_list(json_object_get_member(object, "findings"));
}

GPtrArray *startup_findings_parse(const char *text, gsize len, gboolean *is_ready)
{
	JsonParser *parser;
	GPtrArray *findings = NULL;

	*is_ready = FALSE;
	if (len == 0 || len > STARTUP_TEXT_MAX || !g_utf8_validate_len(text, len, NULL) || !is_shallow(text, len))
		return NULL;
	parser = json_parser_new_immutable();
	if (json_parser_load_from_data(parser, text, (gssize)len, NULL))
		findings = parse_document(json_parser_get_root(parser), is_ready);
	g_object_unref(parser);
	return findings;
}
