/* SPDX-License-Identifier: BSD-2-Clause */
/* What libnfc's return values mean here. Its last error and its texts are not used: they often say success. */
#include "libnfc_codes.h"

#include <nfc/nfc.h>
#include <stdbool.h>
#include <stddef.h>

static const struct {
	int rc, code;
	bool reopen; /* what follows on the line may belong to what came before */
	const char *message;
} table[] = {
	{ NFC_EIO, ZAIRYU_ERR_COMMUNICATION, true,
	  "the reader's answer made no sense: check its cable and power, then try again" },
	{ NFC_EINVARG, ZAIRYU_ERR_CARD_GONE, false, "the reader has lost the card: place it on the reader again" },
	{ NFC_EDEVNOTSUPP, ZAIRYU_ERR_READER_UNSUITABLE, true, "libnfc's driver cannot do this with this reader" },
	{ NFC_ENOTSUCHDEV, ZAIRYU_ERR_READER_GONE, true, "the reader is gone: plug it in again" },
	{ NFC_EOVFLOW, ZAIRYU_ERR_COMMUNICATION, true, "the reader's answer does not have the length it must have" },
	{ NFC_ETIMEOUT, ZAIRYU_ERR_COMMUNICATION, true,
	  "the reader did not answer in time: try again; if that does not help, unplug it and plug it in again" },
	{ NFC_EOPABORTED, ZAIRYU_ERR_COMMUNICATION, true, "the exchange was aborted" },
	{ NFC_ENOTIMPL, ZAIRYU_ERR_READER_UNSUITABLE, true, "libnfc's driver cannot do this with this reader" },
	{ NFC_ETGRELEASED, ZAIRYU_ERR_CARD_GONE, false,
	  "the card left the reader: place it on the reader and leave it there" },
	{ NFC_ERFTRANS, ZAIRYU_ERR_CARD_GONE, false,
	  "the card did not answer: place it on the middle of the antenna and leave it there" },
	{ NFC_EMFCAUTHFAIL, ZAIRYU_ERR_COMMUNICATION, false,
	  "the reader took the card for one of another kind: place it on the reader again" },
	{ NFC_ESOFT, ZAIRYU_ERR_NO_MEMORY, true, "libnfc lacks memory or descriptors" },
	{ NFC_ECHIP, ZAIRYU_ERR_COMMUNICATION, false, "the reader's chip reports an error of its own" },
};

struct outcome outcome_libnfc(int rc)
{
	struct outcome outcome = { .code = ZAIRYU_ERR_COMMUNICATION,
				   .domain = "libnfc",
				   .native = rc,
				   .message = "libnfc failed for an unknown reason" };

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (table[i].rc == rc) {
			outcome.code = table[i].code;
			outcome.message = table[i].message;
		}
	}
	return outcome;
}

int outcome_needs_reopen(int rc)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (table[i].rc == rc)
			return table[i].reopen;
	}
	return true;
}
