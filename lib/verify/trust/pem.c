/* SPDX-License-Identifier: BSD-2-Clause */
/* Certificates out of PEM text [RFC 7468]. */
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "common/failure.h"
#include "trust/anchor.h"

static const char begin_line[] = "-----BEGIN CERTIFICATE-----";
static const char end_line[] = "-----END CERTIFICATE-----";

/* Offset of `text` at or after `from`; in.len if it is not there. */
static size_t find(zairyu_bytes in, size_t from, const char *text)
{
	size_t len = strlen(text);

	for (size_t i = from; i + len <= in.len; i++)
		if (bytes_equal((zairyu_bytes){ in.data + i, len }, (zairyu_bytes){ (const uint8_t *)text, len }))
			return i;
	return in.len;
}

bool pem_is(zairyu_bytes in)
{
	return find(in, 0, begin_line) < in.len;
}

/* Returns the number of bytes; 0 if it is not base64. */
static size_t decode_base64(zairyu_bytes text, uint8_t *out)
{
	EVP_ENCODE_CTX *ctx = EVP_ENCODE_CTX_new();
	int len = 0;
	int last = 0;
	bool ok = ctx != NULL;

	if (ok) {
		EVP_DecodeInit(ctx);
		ok = EVP_DecodeUpdate(ctx, out, &len, text.data, (int)text.len) >= 0 &&
		     EVP_DecodeFinal(ctx, out + len, &last) == 1;
	}
	EVP_ENCODE_CTX_free(ctx);
	return ok ? (size_t)(len + last) : 0;
}

int pem_take(zairyu_bytes *in, uint8_t **der, size_t *len, zairyu_error **err)
{
	size_t begin, end;

	*der = NULL;
	*len = 0;
	begin = find(*in, 0, begin_line) + strlen(begin_line);
	end = begin < in->len ? find(*in, begin, end_line) : in->len;
	if (end >= in->len || find((zairyu_bytes){ in->data, end }, begin, begin_line) < end)
		return zairyu_error_set(err, ZAIRYU_ERR_CERTIFICATE, NULL, 0,
					"a certificate in the PEM text has no end");
	*der = malloc(end - begin + 1);
	if (!*der)
		return no_memory(err);
	*len = decode_base64((zairyu_bytes){ in->data + begin, end - begin }, *der);
	*in = (zairyu_bytes){ in->data + end, in->len - end };
	if (*len > 0)
		return ZAIRYU_OK;
	free(*der);
	*der = NULL;
	return zairyu_error_set(err, ZAIRYU_ERR_CERTIFICATE, NULL, 0, "the PEM text is not base64");
}
