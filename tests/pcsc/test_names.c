/* SPDX-License-Identifier: BSD-2-Clause */
/* Which reader is meant, and what readers say of themselves: the pure parts. */
#include <reader.h>
#include <string.h>

#include "../support/suite.h"
#include "names.h"
#include "properties.h"
#include "service_codes.h"

#define MULTI(text) (text), sizeof(text)

START_TEST(slots_by_name)
{
	static const struct {
		const char *name;
		enum slot slot;
	} table[] = {
		{ "Sony RC-S300/P (0123456) 00 00", SLOT_PLAIN },
		{ "Identiv uTrust 4701 F Dual Interface Reader [uTrust 4701 F CL Reader] 00 00", SLOT_CONTACTLESS },
		{ "Identiv uTrust 4701 F Dual Interface Reader [uTrust 4701 F Contact Reader] 00 01", SLOT_CONTACT },
		{ "ACS ACR1252 1S CL Reader [ACR1252 Dual Reader PICC] 00 00", SLOT_CONTACTLESS },
		{ "ACS ACR1252 1S CL Reader [ACR1252 Dual Reader SAM] 01 00", SLOT_SAM },
		{ "ACS ACR1251 CL Reader SAM1 00 01", SLOT_SAM },
		{ "ACS ACR39U ICC Reader 00 00", SLOT_CONTACT },
		{ "ACS ACR39U 00 00", SLOT_CONTACT },
		{ "Gemalto Prox-DU [Prox-DU Contactless_09A00795] 00 00", SLOT_CONTACTLESS },
		{ "Gemalto Prox-DU [Prox-DU Contact_09A00795] 00 01", SLOT_CONTACT },
		{ "SAMSUNG reader", SLOT_PLAIN },
		{ "contactor", SLOT_PLAIN },
		{ "", SLOT_PLAIN },
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		ck_assert_msg(names_slot(table[i].name) == table[i].slot, "%s", table[i].name);
	ck_assert(names_contact_only("Identiv CLOUD 2700 R Smart Card Reader 00 00"));
	ck_assert(names_contact_only("NTT Communications Corp. SCR3310-NTTCom USB SmartCard Reader 00 00"));
	ck_assert(!names_contact_only("Identiv CLOUD 4700 F Dual Interface Reader"));
}
END_TEST

START_TEST(lists_are_sorted_and_bounded)
{
	static const char unfinished[] = { 'A', 0, 'B', 'B' }; /* no end, as a broken service might send */
	char many[40 * 3 + 1], overlong[MAX_READERNAME + 5];
	struct readers readers;

	names_parse(MULTI("X SAM 00\0X Contact 00\0X 00\0"), &readers);
	ck_assert_uint_eq(readers.count, 3);
	ck_assert_str_eq(readers.list[0].name, "X 00");
	ck_assert_str_eq(readers.list[1].name, "X Contact 00");
	ck_assert_str_eq(readers.list[2].name, "X SAM 00");
	names_parse(unfinished, sizeof unfinished, &readers);
	ck_assert_uint_eq(readers.count, 1);
	names_parse("", 0, &readers);
	ck_assert_uint_eq(readers.count, 0);
	names_parse(MULTI(""), &readers);
	ck_assert_uint_eq(readers.count, 0);
	for (size_t i = 0; i < 40; i++)
		memcpy(many + 3 * i, "Rx", 3);
	many[120] = 0;
	names_parse(many, sizeof many, &readers);
	ck_assert_uint_eq(readers.count, READERS_MAX);
	memset(overlong, 'a', sizeof overlong);
	overlong[sizeof overlong - 2] = overlong[sizeof overlong - 1] = 0;
	names_parse(overlong, sizeof overlong, &readers);
	ck_assert_uint_eq(readers.count, 0);
}
END_TEST

START_TEST(names_whole_or_unique_beginning)
{
	struct readers readers;

	names_parse(MULTI("Alpha 00 00\0Alpha 00 00 bis\0Beta 01 00\0"), &readers);
	ck_assert_int_eq(names_find(&readers, "Alpha 00 00"), 0);
	ck_assert_int_eq(names_find(&readers, "Alpha"), NAMES_SEVERAL);
	ck_assert_int_eq(names_find(&readers, "Be"), 2);
	ck_assert_int_eq(names_find(&readers, "beta"), NAMES_NONE);
	ck_assert_int_eq(names_find(&readers, "Beta 01 00 0"), NAMES_NONE);
}
END_TEST

START_TEST(cards_by_kind_of_slot)
{
	struct readers readers;

	names_parse(MULTI("P\0Q\0R Contact\0S SAM\0T PICC\0"), &readers); /* in the order T P Q R S */
	ck_assert_int_eq(names_with_card(&readers, ""), NAMES_NONE);
	readers.list[3].state = readers.list[4].state = SCARD_STATE_PRESENT | 0x110000;
	ck_assert_int_eq(names_with_card(&readers, ""), NAMES_NONE);
	ck_assert_int_eq(names_with_card(&readers, "R Contact"), NAMES_NONE);
	readers.list[1].state = readers.list[2].state = SCARD_STATE_PRESENT | SCARD_STATE_MUTE;
	ck_assert_int_eq(names_with_card(&readers, ""), 1);
	ck_assert_int_eq(names_with_card(&readers, "Q"), 2);
	readers.list[0].state = SCARD_STATE_PRESENT;
	ck_assert_int_eq(names_with_card(&readers, "Q"), 0);
	names_parse(MULTI("R Contact\0S SAM\0"), &readers);
	readers.list[0].state = readers.list[1].state = SCARD_STATE_PRESENT;
	ck_assert_int_eq(names_with_card(&readers, "S SAM"), 0);
	names_parse(MULTI("S SAM\0"), &readers);
	readers.list[0].state = SCARD_STATE_PRESENT;
	ck_assert_int_eq(names_with_card(&readers, ""), NAMES_NONE);
}
END_TEST

/* Each name can be given back as it stands in the list, and what stands there is UTF-8 without control characters. */
START_TEST(names_in_uris)
{
	static const struct {
		const char *name, *uri;
	} table[] = {
		{ "Sony RC-S300/P (0123456) 00 00", "Sony RC-S300/P (0123456) 00 00" },
		{ "\xE3\x83\xAA\xE3\x83\xBC\xE3\x83\x80 00", "\xE3\x83\xAA\xE3\x83\xBC\xE3\x83\x80 00" },
		{ "\xF0\xA0\xAE\xB7", "\xF0\xA0\xAE\xB7" },
		{ "\x83\x8A\x81[\x83_ 00", "%83%8A%81[%83_ 00" }, /* Shift_JIS */
		{ "100% sure", "100%25 sure" },
		{ "%41", "%2541" },
		{ "a\x1B[31mb\x7F", "a%1B[31mb%7F" },
		{ "\xC2\x9B"
		  "1m",
		  "%C2%9B1m" },
		{ "\xC0\xAF", "%C0%AF" }, /* overlong */
		{ "\xE0\x80\xAF", "%E0%80%AF" },
		{ "\xED\xA0\x80", "%ED%A0%80" }, /* a surrogate */
		{ "\xF4\x90\x80\x80", "%F4%90%80%80" },
		{ "cut \xE3\x83", "cut %E3%83" },
		{ "\xFF\xFE", "%FF%FE" },
	};
	struct readers readers = { .count = 1 };
	char uri[URI_NAME_MAX + 1], longest[MAX_READERNAME + 1];

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		names_to_uri(table[i].name, uri);
		ck_assert_str_eq(uri, table[i].uri);
		strcpy(readers.list[0].name, table[i].name);
		ck_assert_int_eq(names_find_uri(&readers, uri), 0);
		ck_assert_int_eq(names_find_uri(&readers, table[i].name), 0);
	}
	memset(longest, 0xFF, MAX_READERNAME);
	longest[MAX_READERNAME] = 0;
	names_to_uri(longest, uri);
	ck_assert_uint_eq(strlen(uri), URI_NAME_MAX);
	strcpy(readers.list[0].name, longest);
	ck_assert_int_eq(names_find_uri(&readers, uri), 0);
	strcpy(readers.list[0].name, "ab");
	ck_assert_int_eq(names_find_uri(&readers, "%61%62"), 0);
	ck_assert_int_eq(names_find_uri(&readers, "%61"), 0);
	ck_assert_int_eq(names_find_uri(&readers, "%6"), NAMES_NONE);
	ck_assert_int_eq(names_find_uri(&readers, "%"), NAMES_NONE);
	ck_assert_int_eq(names_find_uri(&readers, "%62"), NAMES_NONE);
}
END_TEST

START_TEST(properties_of_readers)
{
	static const uint8_t features[] = {
		0x06, 4, 0x42, 0, 0, 1, FEATURE_GET_TLV_PROPERTIES, 4, 0x42, 0x33, 0, 0x12
	};
	static const uint8_t extended[] = {
		0x08, 2, 'a', 'b', PCSCv2_PART10_PROPERTY_dwMaxAPDUDataSize, 4, 0, 0, 1, 0
	};
	static const uint8_t only_short[] = { PCSCv2_PART10_PROPERTY_dwMaxAPDUDataSize, 4, 0, 0, 0, 0 };
	static const uint8_t middle[] = { PCSCv2_PART10_PROPERTY_dwMaxAPDUDataSize, 4, 0xE8, 3, 0, 0 };
	static const uint8_t absurd[] = { PCSCv2_PART10_PROPERTY_dwMaxAPDUDataSize, 4, 0xFF, 0xFF, 0xFF, 0xFF };
	static const uint8_t wrong[] = { PCSCv2_PART10_PROPERTY_dwMaxAPDUDataSize, 2, 0, 1 };
	size_t command = 7, response = 7;

	ck_assert_uint_eq(properties_find(features, sizeof features), 0x42330012);
	for (size_t len = 0; len < sizeof features; len++)
		ck_assert_uint_eq(properties_find(features, len), 0);
	for (size_t len = 0; len < sizeof extended; len++)
		properties_parse(extended, len, &command, &response);
	properties_parse(wrong, sizeof wrong, &command, &response);
	ck_assert_uint_eq(command, 7);
	ck_assert_uint_eq(response, 7);
	properties_parse(extended, sizeof extended, &command, &response);
	ck_assert_uint_eq(command, 65544);
	ck_assert_uint_eq(response, ZAIRYU_RESPONSE_MAX);
	properties_parse(only_short, sizeof only_short, &command, &response);
	ck_assert_uint_eq(command, 261);
	ck_assert_uint_eq(response, 258);
	properties_parse(middle, sizeof middle, &command, &response);
	ck_assert_uint_eq(command, 1009);
	ck_assert_uint_eq(response, 1002);
	properties_parse(absurd, sizeof absurd, &command, &response);
	ck_assert_uint_eq(command, 65544);
	ck_assert_uint_eq(response, ZAIRYU_RESPONSE_MAX);
}
END_TEST

/* No code may read as success, and every message says something. */
START_TEST(every_code_is_a_failure_in_every_phase)
{
	for (enum phase phase = PHASE_SERVICE; phase <= PHASE_CARD; phase++) {
		for (LONG low = 1; low < 0x100; low++) {
			struct outcome outcome = outcome_of(phase, (LONG)0x80100000 + low);
			zairyu_error *err = NULL;
			const char *domain;
			int64_t native;

			ck_assert_int_lt(outcome.code, 0);
			ck_assert_int_eq(outcome_report(&outcome, &err), outcome.code);
			ck_assert_int_eq(zairyu_error_native(err, &domain, &native), ZAIRYU_OK);
			ck_assert_str_eq(domain, "pcsc");
			ck_assert_int_eq(native, 0x80100000 + low);
			ck_assert_uint_gt(strlen(zairyu_error_message(err)), 10);
			zairyu_error_free(err);
		}
		ck_assert_int_eq(outcome_of(phase, SCARD_S_SUCCESS).code, ZAIRYU_OK);
	}
}
END_TEST

START_TEST(codes_by_phase)
{
	static const struct {
		enum phase phase;
		LONG native;
		int code;
	} table[] = {
		{ PHASE_SERVICE, SCARD_E_NO_SERVICE, ZAIRYU_ERR_NO_SERVICE },
		{ PHASE_SERVICE, SCARD_E_SERVICE_STOPPED, ZAIRYU_ERR_NO_SERVICE },
		{ PHASE_SERVICE, SCARD_F_COMM_ERROR, ZAIRYU_ERR_NO_SERVICE },
		{ PHASE_SERVICE, SCARD_E_INVALID_HANDLE, ZAIRYU_ERR_NO_SERVICE },
		{ PHASE_SERVICE, SCARD_W_SECURITY_VIOLATION, ZAIRYU_ERR_NO_PERMISSION },
		{ PHASE_SERVICE, SCARD_E_NO_READERS_AVAILABLE, ZAIRYU_ERR_NO_READER },
		{ PHASE_CONNECT, SCARD_E_UNKNOWN_READER, ZAIRYU_ERR_NO_READER },
		{ PHASE_CONNECT, SCARD_E_READER_UNAVAILABLE, ZAIRYU_ERR_READER_GONE },
		{ PHASE_CONNECT, SCARD_E_SHARING_VIOLATION, ZAIRYU_ERR_READER_BUSY },
		{ PHASE_CONNECT, SCARD_E_NO_SMARTCARD, ZAIRYU_ERR_NO_CARD },
		{ PHASE_CONNECT, SCARD_W_REMOVED_CARD, ZAIRYU_ERR_NO_CARD },
		{ PHASE_CONNECT, SCARD_W_UNRESPONSIVE_CARD, ZAIRYU_ERR_COMMUNICATION },
		{ PHASE_CONNECT, SCARD_W_UNPOWERED_CARD, ZAIRYU_ERR_COMMUNICATION },
		{ PHASE_CONNECT, SCARD_E_PROTO_MISMATCH, ZAIRYU_ERR_COMMUNICATION },
		{ PHASE_CONNECT, SCARD_W_UNSUPPORTED_CARD, ZAIRYU_ERR_READER_UNSUITABLE },
		{ PHASE_CONNECT, SCARD_W_SECURITY_VIOLATION, ZAIRYU_ERR_NO_PERMISSION },
		{ PHASE_CARD, SCARD_E_NOT_TRANSACTED, ZAIRYU_ERR_CARD_GONE },
		{ PHASE_CARD, SCARD_W_REMOVED_CARD, ZAIRYU_ERR_CARD_GONE },
		{ PHASE_CARD, SCARD_E_NO_SMARTCARD, ZAIRYU_ERR_CARD_GONE },
		{ PHASE_CARD, SCARD_W_RESET_CARD, ZAIRYU_ERR_CARD_GONE },
		{ PHASE_CARD, SCARD_E_INSUFFICIENT_BUFFER, ZAIRYU_ERR_LENGTH_REFUSED },
		{ PHASE_CARD, SCARD_E_NO_SERVICE, ZAIRYU_ERR_READER_GONE },
		{ PHASE_CARD, SCARD_E_SERVICE_STOPPED, ZAIRYU_ERR_READER_GONE },
		{ PHASE_CARD, SCARD_F_COMM_ERROR, ZAIRYU_ERR_READER_GONE },
		{ PHASE_CARD, SCARD_E_INVALID_HANDLE, ZAIRYU_ERR_READER_GONE },
		{ PHASE_CARD, SCARD_E_READER_UNAVAILABLE, ZAIRYU_ERR_READER_GONE },
		{ PHASE_CARD, SCARD_F_UNKNOWN_ERROR, ZAIRYU_ERR_COMMUNICATION },
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		ck_assert_msg(outcome_of(table[i].phase, table[i].native).code == table[i].code, "row %zu", i);
}
END_TEST

SUITE_MAIN("pcsc names", 10, slots_by_name, lists_are_sorted_and_bounded, names_whole_or_unique_beginning,
	   cards_by_kind_of_slot, names_in_uris, properties_of_readers, every_code_is_a_failure_in_every_phase,
	   codes_by_phase)
