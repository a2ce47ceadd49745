/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/purpose_words.h"

#include "gtk/words.h"

enum { ARGUMENT_SIZE = 16 };

bool purpose_is_narrow(const struct kiosk *kiosk)
{
	return kiosk->config->purpose.kind != PURPOSE_ALL;
}

const char *purpose_question(const struct kiosk *kiosk, char argument[ARGUMENT_SIZE])
{
	const struct purpose *purpose = &kiosk->config->purpose;

	argument[0] = '\0';
	if (purpose->kind == PURPOSE_WORK)
		return "purpose-work";
	g_snprintf(argument, ARGUMENT_SIZE, "%d", purpose->age);
	return "purpose-age";
}

void purpose_words_set(const struct kiosk *kiosk, GtkWidget *words, const char *name)
{
	char argument[ARGUMENT_SIZE], question[FLOW_TEXT_SIZE], filled[KIOSK_LANGUAGES][2 * FLOW_TEXT_SIZE];
	const char *texts[KIOSK_LANGUAGES];

	for (int i = 0; i < KIOSK_LANGUAGES; i++) {
		(void)flow_text_format(purpose_question(kiosk, argument), kiosk->languages[i], argument, question,
				       sizeof question);
		texts[i] = flow_text_format(name, kiosk->languages[i], question, filled[i], sizeof filled[i]);
	}
	words_set_literal(words, texts);
}
