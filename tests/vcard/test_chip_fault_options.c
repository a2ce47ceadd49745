/* SPDX-License-Identifier: BSD-2-Clause */
/* The option that sets a fault. */
#include <string.h>

#include "card_case.h"

static const struct {
	const char *options;
	struct fault fault;
} good[] = {
	{ "", { ZAIRYU_FAULT_NONE, 0, 0 } },
	{ "type=1,number=AA12345678BB", { ZAIRYU_FAULT_NONE, 0, 0 } },
	{ "fault=remove@7", { ZAIRYU_FAULT_REMOVE, 7, 0 } },
	{ "fault=remove@7:2", { ZAIRYU_FAULT_REMOVE, 7, 2 } },
	{ "fault=status@5:0x6300,type=2", { ZAIRYU_FAULT_STATUS, 5, 0x6300 } },
	{ "type=05,fault=status@5:25344", { ZAIRYU_FAULT_STATUS, 5, 0x6300 } },
	{ "fault=short@1", { ZAIRYU_FAULT_SHORT, 1, 1 } },
	{ "fault=long@1:16", { ZAIRYU_FAULT_LONG, 1, 16 } },
	{ "fault=garble@60:0xaB", { ZAIRYU_FAULT_GARBLE, 60, 0xAB } },
	{ "fault=stale@4294967295", { ZAIRYU_FAULT_STALE, 0xFFFFFFFF, 0 } },
	{ "fault=length@1", { ZAIRYU_FAULT_LENGTH, 1, 0 } },
	{ "fault=empty@1", { ZAIRYU_FAULT_EMPTY, 1, 0 } },
	{ "fault=silence@1:250", { ZAIRYU_FAULT_SILENCE, 1, 250 } },
	{ "type=1\nfault=remove@7\nseed=3", { ZAIRYU_FAULT_REMOVE, 7, 0 } },
	{ "type=1\r\nfault=remove@7:2\r\n", { ZAIRYU_FAULT_REMOVE, 7, 2 } },
	{ "# not now,fault=remove@7\ntype=1", { ZAIRYU_FAULT_NONE, 0, 0 } },
	{ "#fault=remove@7\r\nfault=stale@2", { ZAIRYU_FAULT_STALE, 2, 0 } },
	{ "faults=remove@1,default=1", { ZAIRYU_FAULT_NONE, 0, 0 } }, /* other keys; the issuer refuses them */
};

START_TEST(option_is_read)
{
	struct fault fault;

	ck_assert_int_eq(fault_from_options(&fault, good[_i].options, NULL), ZAIRYU_OK);
	ck_assert_int_eq(fault.kind, good[_i].fault.kind);
	ck_assert_uint_eq(fault.at, good[_i].fault.at);
	ck_assert_uint_eq(fault.arg, good[_i].fault.arg);
}
END_TEST

static const char *const bad[] = {
	"fault",
	"fault=",
	"fault=,type=1",
	"fault=remove",
	"fault=remove@",
	"fault=remove@0",
	"fault=remove@x",
	"fault=remove@-1",
	"fault=remove@ 1",
	"fault=remove@1:",
	"fault=remove@1:x",
	"fault=remove@1:0x",
	"fault=remove@1:0xg",
	"fault=remove@1:1:1",
	"fault=remove@4294967296",
	"fault=@1",
	"fault=vanish@1",
	"fault=Remove@1",
	"fault=rem@1",
	"fault=status@1",
	"fault=status@1:0",
	"fault=status@1:0x10000",
	"fault=remove@1a",
	"fault=none@1",
	"fault=remove@1,fault=remove@2",
};

START_TEST(option_is_refused)
{
	struct fault fault;
	zairyu_error *err = NULL;

	ck_assert_int_eq(fault_from_options(&fault, bad[_i], &err), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_nonnull(strstr(zairyu_error_message(err), "\"fault\""));
	zairyu_error_free(err);
}
END_TEST

TCase *case_fault_options(void)
{
	TCase *options = suite_case("fault options", 60);

	tcase_add_loop_test(options, option_is_read, 0, COUNT(good));
	tcase_add_loop_test(options, option_is_refused, 0, COUNT(bad));
	return options;
}
