/* SPDX-License-Identifier: BSD-2-Clause */
/* The options: every form that is taken, every form that is refused, and that the message names the key. */
#include <stdlib.h>
#include <string.h>

#include "issuer_fixture.h"
#include "profile/profile.h"

static const struct {
	const char *options;
	int code;
	const char *message; /* what it begins with */
} refused[] = {
	{ "type=3", ZAIRYU_ERR_ARGUMENT, "type:" },
	{ "type=", ZAIRYU_ERR_ARGUMENT, "type:" },
	{ "type=5", ZAIRYU_ERR_ARGUMENT, "type:" },
	{ "tpye=1", ZAIRYU_ERR_ARGUMENT, "tpye: unknown key" },
	{ "type", ZAIRYU_ERR_ARGUMENT, "options:" },
	{ "=1", ZAIRYU_ERR_ARGUMENT, "options:" },
	{ "Type=1", ZAIRYU_ERR_ARGUMENT, "options:" },
	{ "AA12345678BB", ZAIRYU_ERR_ARGUMENT, "options:" },
	{ " type=1", ZAIRYU_ERR_ARGUMENT, "options:" },
	{ "a_key_that_is_longer_than_any_key_could_ever_be=1", ZAIRYU_ERR_ARGUMENT, "options:" },
	{ "number=AA1234567BB", ZAIRYU_ERR_NUMBER_FORMAT, "" },
	{ "number=", ZAIRYU_ERR_NUMBER_FORMAT, "" },
	{ "seed=", ZAIRYU_ERR_ARGUMENT, "seed:" },
	{ "seed=-1", ZAIRYU_ERR_ARGUMENT, "seed:" },
	{ "seed=0x1", ZAIRYU_ERR_ARGUMENT, "seed:" },
	{ "seed=18446744073709551616", ZAIRYU_ERR_ARGUMENT, "seed:" },
	{ "seed=99999999999999999999", ZAIRYU_ERR_ARGUMENT, "seed:" },
	{ "seed=2", ZAIRYU_ERR_ARGUMENT, "seed: not the seed of the CA" },
	{ "variant=nonsense", ZAIRYU_ERR_ARGUMENT, "variant: unknown name" },
	{ "variant=under16-a+", ZAIRYU_ERR_ARGUMENT, "variant:" },
	{ "variant=+under16-a", ZAIRYU_ERR_ARGUMENT, "variant:" },
	{ "variant=under16", ZAIRYU_ERR_ARGUMENT, "variant:" },
	{ "variant=under16-a+under16-b", ZAIRYU_ERR_ARGUMENT, "variant: under16-b excludes" },
	{ "variant=unsigned-a+certificate-expired", ZAIRYU_ERR_ARGUMENT, "variant: certificate-expired excludes" },
	{ "variant=short-d5", ZAIRYU_ERR_ARGUMENT, "variant: short-d5 does not exist" },
	{ "type=2,variant=withdrawn", ZAIRYU_ERR_ARGUMENT, "variant: withdrawn does not exist" },
	{ "variant=check-code-der,type=1", ZAIRYU_ERR_ARGUMENT, "variant: check-code-der does not exist" },
	{ "birth_date=20230229", ZAIRYU_ERR_ARGUMENT, "birth_date:" },
	{ "birth_date=19000229", ZAIRYU_ERR_ARGUMENT, "birth_date:" },
	{ "birth_date=20231301", ZAIRYU_ERR_ARGUMENT, "birth_date:" },
	{ "birth_date=20230001", ZAIRYU_ERR_ARGUMENT, "birth_date:" },
	{ "birth_date=20230100", ZAIRYU_ERR_ARGUMENT, "birth_date:" },
	{ "birth_date=00000101", ZAIRYU_ERR_ARGUMENT, "birth_date:" },
	{ "birth_date=2023-1-01", ZAIRYU_ERR_ARGUMENT, "birth_date:" },
	{ "birth_date=2023-01-0a", ZAIRYU_ERR_ARGUMENT, "birth_date:" },
	{ "birth_date=202301011", ZAIRYU_ERR_ARGUMENT, "birth_date:" },
	{ "birth_date=20+30101", ZAIRYU_ERR_ARGUMENT, "birth_date:" },
	{ "sex=0", ZAIRYU_ERR_ARGUMENT, "sex:" },
	{ "sex=12", ZAIRYU_ERR_ARGUMENT, "sex:" },
	{ "work_restriction=3", ZAIRYU_ERR_ARGUMENT, "work_restriction:" },
	{ "nationality=usa", ZAIRYU_ERR_ARGUMENT, "nationality:" },
	{ "nationality=USAA", ZAIRYU_ERR_ARGUMENT, "nationality:" },
	{ "municipality=13101-", ZAIRYU_ERR_ARGUMENT, "municipality:" },
	{ "name=%", ZAIRYU_ERR_ARGUMENT, "name:" },
	{ "name=%4", ZAIRYU_ERR_ARGUMENT, "name:" },
	{ "name=%zz", ZAIRYU_ERR_ARGUMENT, "name:" },
	{ "name=A%00B", ZAIRYU_ERR_ARGUMENT, "name:" },
	{ "name=A%0AB", ZAIRYU_ERR_ARGUMENT, "name:" },
	{ "name=A%7FB", ZAIRYU_ERR_ARGUMENT, "name:" },
	{ "name=%80", ZAIRYU_ERR_ARGUMENT, "name:" },          /* continuation first */
	{ "name=%C1%81", ZAIRYU_ERR_ARGUMENT, "name:" },       /* overlong */
	{ "name=%E0%80%80", ZAIRYU_ERR_ARGUMENT, "name:" },    /* overlong */
	{ "name=%F0%80%80%80", ZAIRYU_ERR_ARGUMENT, "name:" }, /* overlong */
	{ "name=%ED%A0%80", ZAIRYU_ERR_ARGUMENT, "name:" },    /* surrogate */
	{ "name=%F4%90%80%80", ZAIRYU_ERR_ARGUMENT, "name:" }, /* beyond Unicode */
	{ "name=%F5%80%80%80", ZAIRYU_ERR_ARGUMENT, "name:" },
	{ "name=%E6%9D", ZAIRYU_ERR_ARGUMENT, "name:" }, /* cut */
	{ "name=%C2%80", ZAIRYU_ERR_ARGUMENT, "name:" }, /* control */
	{ "variant=sjis,address=\xF0\xA0\xAE\xB7", ZAIRYU_ERR_ARGUMENT, "variant: sjis" },
};

START_TEST(is_refused)
{
	char message[256];
	int rc = made_refused(refused[_i].options, message);

	ck_assert_msg(rc == refused[_i].code, "%s gives %d", refused[_i].options, rc);
	ck_assert_msg(strncmp(message, refused[_i].message, strlen(refused[_i].message)) == 0, "%s: %s",
		      refused[_i].options, message);
}
END_TEST

static const char *const taken[] = {
	"",
	",",
	"\n",
	"type=05,,seed=1,",
	"type=06\nseed=1\n",
	"# a comment, with = and ,\ntype=05\r\n\r\nnumber=aa 1234 5678-bb",
	"fault=remove@3,reader=short",
	"fault=anything",
	"number=ＡＢ１２３４５６７８ＣＤ",
	"variant=",
	"seed=00001",
	"variant=under16-a+under16-a",
	"birth_date=2000-02-29",
	"birth_date=",
	"comprehensive_permission=",
	"name=",
	"address=",
	"name=%41%2c%E6%9d%B1",
	"variant=issuer-unknown,variant=",
};

START_TEST(is_taken)
{
	char message[256];
	int rc = made_refused(taken[_i], message);

	ck_assert_msg(rc == ZAIRYU_OK, "%s: %s", taken[_i], message);
}
END_TEST

/* The longest text a file takes is taken, one byte more is not. */
START_TEST(texts_have_limits)
{
	static const struct {
		const char *key;
		size_t max;
	} limits[] = { { "address", 320 },
		       { "comprehensive_permission", 120 },
		       { "individual_permission", 120 },
		       { "reserved", 200 } };
	char options[512], message[256];
	struct profile *p = malloc(sizeof *p);
	int n = snprintf(options, sizeof options, "%s=", limits[_i].key);

	memset(options + n, 'x', limits[_i].max + 1);
	options[(size_t)n + limits[_i].max] = 0;
	ck_assert_int_eq(profile_parse(options, p, NULL), ZAIRYU_OK);
	options[(size_t)n + limits[_i].max] = 'x';
	options[(size_t)n + limits[_i].max + 1] = 0;
	ck_assert_int_eq(made_refused(options, message), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(strncmp(message, limits[_i].key, strlen(limits[_i].key)), 0);
	free(p);
}
END_TEST

START_TEST(a_value_beyond_every_limit)
{
	char options[3000] = "name=", message[256];

	memset(options + 5, 'x', sizeof options - 6);
	ck_assert_int_eq(made_refused(options, message), ZAIRYU_ERR_ARGUMENT);
	memcpy(options, "variant=", 8);
	ck_assert_int_eq(made_refused(options, message), ZAIRYU_ERR_ARGUMENT);
}
END_TEST

START_TEST(later_overrides_earlier)
{
	struct profile *p = malloc(sizeof *p);

	ck_assert_int_eq(profile_parse("variant=infant,name=A\nname=B,type=05,type=2,variant=sjis", p, NULL),
			 ZAIRYU_OK);
	ck_assert_str_eq(p->value[PROFILE_NAME], "B");
	ck_assert_int_eq(p->type, TYPE_2);
	ck_assert(profile_has(p, VARIANT_SJIS) && !profile_has(p, VARIANT_INFANT));
	free(p);
}
END_TEST

START_TEST(defaults_depend_on_what_is_asked)
{
	struct profile *p = malloc(sizeof *p);

	ck_assert_int_eq(profile_parse(NULL, p, NULL), ZAIRYU_OK);
	ck_assert_int_eq(p->type, TYPE_1);
	ck_assert_uint_eq(p->seed, 1);
	ck_assert_ptr_nonnull(strstr(p->value[PROFILE_ADDRESS], "𠮷"));
	ck_assert_str_eq(p->value[PROFILE_SPEC_VERSION], "0001");
	ck_assert_int_eq(profile_parse("type=05,variant=infant", p, NULL), ZAIRYU_OK);
	ck_assert_str_eq(p->value[PROFILE_BIRTH_DATE], "20260401");
	ck_assert_str_eq(p->value[PROFILE_SPEC_VERSION], "0002");
	ck_assert_int_eq(profile_parse("variant=under16-b,birth_date=20140101", p, NULL), ZAIRYU_OK);
	ck_assert_str_eq(p->value[PROFILE_BIRTH_DATE], "20140101");
	ck_assert_int_eq(profile_parse("nationality=CHE", p, NULL), ZAIRYU_OK);
	ck_assert_str_eq(p->value[PROFILE_NATIONALITY_TEXT], "CHE");
	ck_assert_int_eq(profile_parse("nationality=CHE,nationality_text=スイス", p, NULL), ZAIRYU_OK);
	ck_assert_str_eq(p->value[PROFILE_NATIONALITY_TEXT], "スイス");
	ck_assert_int_eq(profile_parse("address=,type=06", p, NULL), ZAIRYU_OK);
	ck_assert_str_eq(p->value[PROFILE_ADDRESS], "");
	free(p);
}
END_TEST

/* A failed parse leaves nothing behind. */
START_TEST(refusal_wipes)
{
	static const struct profile zero;
	struct profile *p = malloc(sizeof *p);

	ck_assert_int_eq(profile_parse("name=SOMEONE,number=AB12345678CD,sex=9", p, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_mem_eq(p, &zero, sizeof zero);
	free(p);
}
END_TEST

int main(void)
{
	TCase *options = suite_case("options", 60);

	tcase_add_loop_test(options, is_refused, 0, COUNT(refused));
	tcase_add_loop_test(options, is_taken, 0, COUNT(taken));
	tcase_add_loop_test(options, texts_have_limits, 0, 4);
	tcase_add_test(options, a_value_beyond_every_limit);
	tcase_add_test(options, later_overrides_earlier);
	tcase_add_test(options, defaults_depend_on_what_is_asked);
	tcase_add_test(options, refusal_wipes);
	return fixture_run("issuer's options", (TCase *const[]){ options, NULL });
}
