/* SPDX-License-Identifier: BSD-2-Clause */
/* The tables that translate return codes of the PC/SC service, with what a person can do about each. */
#include "service_codes.h"

struct entry {
	LONG native;
	int code;
	const char *message;
};

static const char no_service[] =
	"the smart card service does not run: install pcscd and start it (systemctl enable --now pcscd.socket)";
static const char service_broke_off[] = "the smart card service broke off the connection: restart pcscd";
static const char no_permission[] =
	"the smart card service refuses this user: allow the polkit actions org.debian.pcsc-lite.access_pcsc and access_card for it";
static const char no_memory[] = "the smart card service has no room for another program";
static const char reader_gone[] = "the reader was unplugged, or the smart card service ended";
static const char card_gone[] = "the card was taken away: place it on the reader again and hold it still";
static const char mute[] = "the card does not answer the reader: place it flat on the middle of the reader";
static const char busy[] = "another program holds the reader or its card: close it and try again";

static const struct entry service_table[] = {
	{ SCARD_E_NO_SERVICE, ZAIRYU_ERR_NO_SERVICE, no_service },
	{ SCARD_E_SERVICE_STOPPED, ZAIRYU_ERR_NO_SERVICE, service_broke_off },
	{ SCARD_F_COMM_ERROR, ZAIRYU_ERR_NO_SERVICE, service_broke_off },
	{ SCARD_E_INVALID_HANDLE, ZAIRYU_ERR_NO_SERVICE, service_broke_off },
	{ SCARD_W_SECURITY_VIOLATION, ZAIRYU_ERR_NO_PERMISSION, no_permission },
	{ SCARD_E_NO_ACCESS, ZAIRYU_ERR_NO_PERMISSION, no_permission },
	{ SCARD_E_NO_MEMORY, ZAIRYU_ERR_NO_MEMORY, no_memory },
	{ SCARD_E_NO_READERS_AVAILABLE, ZAIRYU_ERR_NO_READER, "no reader is plugged in" },
	{ SCARD_E_UNKNOWN_READER, ZAIRYU_ERR_NO_READER, "no reader of that name is plugged in" },
	{ SCARD_E_READER_UNAVAILABLE, ZAIRYU_ERR_READER_GONE, reader_gone },
};

static const struct entry connect_table[] = {
	{ SCARD_E_NO_SMARTCARD, ZAIRYU_ERR_NO_CARD, "no card on the reader" },
	{ SCARD_W_REMOVED_CARD, ZAIRYU_ERR_NO_CARD, "no card on the reader" },
	{ SCARD_E_SHARING_VIOLATION, ZAIRYU_ERR_READER_BUSY, busy },
	{ SCARD_E_SERVER_TOO_BUSY, ZAIRYU_ERR_READER_BUSY, busy },
	{ SCARD_W_RESET_CARD, ZAIRYU_ERR_READER_BUSY,
	  "another program keeps resetting the card: close it and try again" },
	{ SCARD_W_UNRESPONSIVE_CARD, ZAIRYU_ERR_COMMUNICATION, mute },
	{ SCARD_W_UNPOWERED_CARD, ZAIRYU_ERR_COMMUNICATION, mute },
	{ SCARD_E_NOT_TRANSACTED, ZAIRYU_ERR_COMMUNICATION, mute },
	{ SCARD_E_PROTO_MISMATCH, ZAIRYU_ERR_COMMUNICATION, "reader and card agree neither on T=1 nor on T=0" },
	{ SCARD_W_UNSUPPORTED_CARD, ZAIRYU_ERR_READER_UNSUITABLE, "the reader cannot handle this card" },
	{ SCARD_E_CARD_UNSUPPORTED, ZAIRYU_ERR_READER_UNSUITABLE, "the reader cannot handle this card" },
	{ SCARD_E_UNSUPPORTED_FEATURE, ZAIRYU_ERR_READER_UNSUITABLE, "the reader cannot handle this card" },
	{ SCARD_E_READER_UNSUPPORTED, ZAIRYU_ERR_READER_UNSUITABLE, "the reader's driver does too little" },
};

static const struct entry card_table[] = {
	{ SCARD_W_REMOVED_CARD, ZAIRYU_ERR_CARD_GONE, card_gone },
	{ SCARD_E_NO_SMARTCARD, ZAIRYU_ERR_CARD_GONE, card_gone },
	{ SCARD_E_NOT_TRANSACTED, ZAIRYU_ERR_CARD_GONE, card_gone },
	{ SCARD_W_UNPOWERED_CARD, ZAIRYU_ERR_CARD_GONE, card_gone },
	{ SCARD_W_RESET_CARD, ZAIRYU_ERR_CARD_GONE, "another program reset the card: start again from the beginning" },
	{ SCARD_W_UNRESPONSIVE_CARD, ZAIRYU_ERR_COMMUNICATION, mute },
	{ SCARD_E_SHARING_VIOLATION, ZAIRYU_ERR_READER_BUSY, busy },
	{ SCARD_E_INSUFFICIENT_BUFFER, ZAIRYU_ERR_LENGTH_REFUSED,
	  "the answer is longer than the reader or the caller carries" },
	{ SCARD_E_READER_UNAVAILABLE, ZAIRYU_ERR_READER_GONE, reader_gone },
	{ SCARD_E_UNKNOWN_READER, ZAIRYU_ERR_READER_GONE, reader_gone },
	{ SCARD_E_NO_READERS_AVAILABLE, ZAIRYU_ERR_READER_GONE, reader_gone },
	{ SCARD_E_NO_SERVICE, ZAIRYU_ERR_READER_GONE, reader_gone },
	{ SCARD_E_SERVICE_STOPPED, ZAIRYU_ERR_READER_GONE, reader_gone },
	{ SCARD_E_INVALID_HANDLE, ZAIRYU_ERR_READER_GONE, reader_gone },
	/* what pcsc-lite 1.9.9 answers when its socket closed in the middle of a call */
	{ SCARD_F_COMM_ERROR, ZAIRYU_ERR_READER_GONE, reader_gone },
	{ SCARD_W_SECURITY_VIOLATION, ZAIRYU_ERR_READER_GONE, reader_gone },
	{ SCARD_E_NO_MEMORY, ZAIRYU_ERR_NO_MEMORY, no_memory },
};

struct table {
	const struct entry *entries;
	size_t count;
	const char *otherwise;
};

#define TABLE(entries, otherwise)                                                                                      \
	{                                                                                                              \
		entries, sizeof(entries) / sizeof(entries)[0], otherwise                                               \
	}

static const struct table tables[] = {
	[PHASE_SERVICE] = TABLE(service_table, "the smart card service failed"),
	[PHASE_CONNECT] = TABLE(connect_table, "the reader failed to take up the card"),
	[PHASE_CARD] = TABLE(card_table, "the exchange with the card failed"),
};

static const struct entry *find(const struct table *table, LONG native)
{
	for (size_t i = 0; i < table->count; i++)
		if (table->entries[i].native == native)
			return &table->entries[i];
	return NULL;
}

struct outcome outcome_of(enum phase phase, LONG native)
{
	const struct entry *entry;

	if (native == SCARD_S_SUCCESS)
		return outcome_ok;
	entry = find(&tables[phase], native);
	if (!entry && phase == PHASE_CONNECT)
		entry = find(&tables[PHASE_SERVICE], native);
	return entry ? outcome_but(entry->code, entry->message, native)
		     : outcome_but(ZAIRYU_ERR_COMMUNICATION, tables[phase].otherwise, native);
}

struct outcome outcome_but(int code, const char *message, LONG native)
{
	struct outcome outcome = outcome_own(code, message);

	if (native == SCARD_S_SUCCESS)
		return outcome;
	outcome.domain = "pcsc";
	outcome.native = outcome_number(native);
	return outcome;
}

int64_t outcome_number(LONG native)
{
	return (int64_t)((uint64_t)native & 0xFFFFFFFFu);
}
