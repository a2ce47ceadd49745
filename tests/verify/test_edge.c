/* SPDX-License-Identifier: BSD-2-Clause */
/* Nothing reads behind the last byte: there the memory ends, and whoever does dies. */
#define _GNU_SOURCE /* MAP_ANONYMOUS */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../support/suite.h"
#include "certificate/certificate.h"
#include "certificate/name.h"
#include "der/der_time.h"
#include "der/to_der.h"
#include "maker.h"

static uint8_t *edge; /* the first byte that cannot be read */

static void edge_setup(void)
{
	enum { PAGES = 5 };
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	uint8_t *begin = mmap(NULL, PAGES * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	ck_assert_ptr_ne(begin, MAP_FAILED);
	edge = begin + (PAGES - 1) * page;
	ck_assert_int_eq(mprotect(edge, page, PROT_NONE), 0);
	makers_setup();
}

static zairyu_bytes at_edge(const uint8_t *data, size_t len)
{
	memcpy(edge - len, data, len);
	return (zairyu_bytes){ edge - len, len };
}

static bool not_der;

static void read_elements(zairyu_bytes in)
{
	struct der_element element;
	zairyu_bytes rest = in, content;
	bool truth;
	int64_t time;
	struct der walk = der_over(in, &not_der);

	ck_assert(!ber_take(&rest, &element) || rest.data <= edge);
	ck_assert(!der_read(&walk, &element) || walk.next <= edge);
	walk.next = in.data;
	ck_assert(!der_integer(&walk, &content) || content.data + content.len <= edge);
	walk.next = in.data;
	ck_assert(!der_positive(&walk, &content) || content.data + content.len == walk.next);
	walk.next = in.data;
	ck_assert(!der_octet_bits(&walk, &content) || content.data + content.len == walk.next);
	walk.next = in.data;
	ck_assert(!der_boolean(&walk, &truth) || walk.next <= edge);
	walk.next = in.data;
	ck_assert(!der_time(&walk, &time) || walk.next <= edge);
}

static void read_structures(zairyu_bytes in)
{
	const struct signature_algorithm *algorithm;
	struct algorithm_oddities oddities = { 0 };
	struct public_key_info key;
	struct certificate_extensions extensions = { 0 };
	uint8_t raw[2 * ECDSA_NUMBER];
	bool canonical;
	struct der walk = der_over(in, &not_der);

	ck_assert(!signature_algorithm_read(&walk, &algorithm, &oddities) || walk.next <= edge);
	walk.next = in.data;
	ck_assert(!public_key_read(&walk, &key) || walk.next <= edge);
	walk.next = in.data;
	ck_assert(!certificate_extensions_read(&walk, &extensions) || walk.next <= edge);
	ck_assert(!ecdsa_signature_decode(in, in.len % 2 == 0, raw, &canonical) || in.len >= 8);
}

static void read_all(zairyu_bytes in)
{
	struct certificate certificate;
	char text[NAME_TEXT_MAX];
	uint8_t *der;
	size_t len;

	read_elements(in);
	read_structures(in);
	name_write(in, text, sizeof text);
	ck_assert(name_equal(in, in) == name_valid(in));
	for (unsigned rules = 0; rules < TO_DER_RULES; rules++) {
		ck_assert((to_der(in, rules, &der, &len) == ZAIRYU_OK) == (der != NULL));
		free(der);
	}
	ck_assert_int_eq(certificate_parse(in, &certificate), ZAIRYU_ERR_CERTIFICATE);
}

/* What stands before the last bytes; 'L' is the length of all that follows. */
static const zairyu_bytes beginnings[] = {
	LITERAL(""),
	LITERAL("\x02L"),
	LITERAL("\x03L"),
	LITERAL("\x17L24010100"),
	LITERAL("\x18L2024010100"),
	LITERAL("\x30L"),
	LITERAL("\x30\x80"),
	LITERAL("\x23L\x03\x02\x00\x01"),
	LITERAL("\x31L\x30L"),
	LITERAL("\x30L\x02\x01\x01"),
	LITERAL("\x30L\x02\x01\x01\x02L"),
	LITERAL("\x31L\x30L\x06\x03\x55\x04\x03"),
	LITERAL("\x30L\x30L\x06\x03\x55\x1D\x0E\x04L"),
	LITERAL("\x30L\x30L\x06\x03\x55\x1D\x0F\x04L"),
	LITERAL("\x30L\x30L\x06\x03\x55\x1D\x13\x04L"),
	LITERAL("\x30L\x30L\x06\x03\x55\x1D\x23\x04L\x30L"),
	LITERAL("\x30L\x06\x08\x2A\x86\x48\xCE\x3D\x04\x03\x02"),
	LITERAL("\x30L\x30\x0D\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01\x05\x00\x03L\x00\x30L"),
	LITERAL("\x30L\x30\x10\x06\x07\x2A\x86\x48\xCE\x3D\x02\x01\x06\x05\x2B\x81\x04\x00\x22\x03L"),
};

enum { LAST_MAX = 3 };
static const uint8_t octets[] = { 0x00, 0x01, 0x02, 0x03, 0x04, 0x06, 0x0C, 0x30,
				  0x31, 0x23, 0x7F, 0x80, 0x81, 0x82, 0xFF };

static void read_behind(zairyu_bytes beginning, const uint8_t *last, size_t count)
{
	uint8_t bytes[64];
	size_t len = beginning.len + count;

	memcpy(bytes, beginning.data, beginning.len);
	memcpy(bytes + beginning.len, last, count);
	for (size_t i = 0; i < beginning.len; i++)
		if (bytes[i] == 'L')
			bytes[i] = (uint8_t)(len - i - 1);
	read_all(at_edge(bytes, len));
}

/* Every choice of last bytes. */
START_TEST(test_last_bytes)
{
	uint8_t last[LAST_MAX];

	for (size_t count = 0; count <= LAST_MAX; count++) {
		size_t choices = 1;

		for (size_t i = 0; i < count; i++)
			choices *= sizeof octets;
		for (size_t choice = 0; choice < choices; choice++) {
			size_t left = choice;

			for (size_t i = 0; i < count; i++, left /= sizeof octets)
				last[i] = octets[left % sizeof octets];
			read_behind(beginnings[_i], last, count);
		}
	}
}
END_TEST

/* Whole certificates, and every beginning of them. */
START_TEST(test_certificates)
{
	static const struct certificate_plan plans[] = {
		{ 0 }, { .form = FORM_LONG }, { .form = FORM_INDEFINITE }, { .version_1 = true }
	};

	for (int i = 0; i < 2 * COUNT(plans); i++) {
		struct certificate_plan plan = changed_certificate_plan(i % 2 == 0 ? "1" : "05", &plans[i / 2]);
		struct certificate certificate;
		struct blob der;

		make_certificate(&plan, &der);
		for (size_t len = 0; len <= der.len; len++) {
			int rc = certificate_parse(at_edge(der.data, len), &certificate);

			ck_assert_int_eq(rc, len < der.len ? ZAIRYU_ERR_CERTIFICATE : ZAIRYU_OK);
			certificate_done(&certificate);
		}
	}
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, edge_setup, makers_teardown);
	tcase_add_loop_test(tc, test_last_bytes, 0, COUNT(beginnings));
	tcase_add_test(tc, test_certificates);
	return suite_run("verify: the last byte", tc);
}
