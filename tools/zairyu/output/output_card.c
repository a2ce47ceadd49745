/* SPDX-License-Identifier: BSD-2-Clause */
/* A card on standard output, for programs or for people. */
#include "output/output_card.h"

#include "output/output_json.h"
#include "output/output_text.h"

int output_card(const struct card_outcome *outcome, const struct app *app, zairyu_error **err)
{
	return app->json ? output_json_card(app, outcome, err) : output_text_card(app, outcome, err);
}
