/* SPDX-License-Identifier: BSD-2-Clause */
#include "key/p384_point.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/obj_mac.h>

#include "key/public_key_info.h"

/* What y^2 = x^3 + ax + b modulo p is made of, and its two sides. Of a short point y is not there. */
struct equation {
	BIGNUM *p, *a, *b, *x, *y, *left, *right;
};

static bool equation_init(struct equation *e, const EC_GROUP *group, zairyu_bytes point, BN_CTX *ctx)
{
	BIGNUM **const numbers[] = { &e->p, &e->a, &e->b, &e->x, &e->y, &e->left, &e->right };
	int y_len;

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (!(*numbers[i] = BN_CTX_get(ctx)))
			return false;
	y_len = (int)point.len - P384_SHORT_POINT;
	return EC_GROUP_get_curve(group, e->p, e->a, e->b, ctx) == 1 &&
	       BN_bin2bn(point.data + 1, P384_COORDINATE, e->x) &&
	       BN_bin2bn(point.data + P384_SHORT_POINT, y_len, e->y) != NULL;
}

static bool equation_compute(struct equation *e, BN_CTX *ctx)
{
	return BN_mod_sqr(e->left, e->y, e->p, ctx) == 1 && BN_mod_sqr(e->right, e->x, e->p, ctx) == 1 &&
	       BN_mod_add(e->right, e->right, e->a, e->p, ctx) == 1 &&
	       BN_mod_mul(e->right, e->right, e->x, e->p, ctx) == 1 &&
	       BN_mod_add(e->right, e->right, e->b, e->p, ctx) == 1;
}

static bool is_beyond(const BIGNUM *number, const BIGNUM *p)
{
	return BN_cmp(number, p) >= 0;
}

/* Both sides computed. Where there is no y, whether any would do: whether the right side is not a square. */
static bool equation_fails(const struct equation *e, bool is_short, BN_CTX *ctx)
{
	if (is_beyond(e->x, e->p) || is_beyond(e->y, e->p))
		return true;
	return is_short ? BN_kronecker(e->right, e->p, ctx) == -1 : BN_cmp(e->left, e->right) != 0;
}

bool p384_is_no_point(zairyu_bytes point)
{
	EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_secp384r1);
	BN_CTX *ctx = BN_CTX_new();
	struct equation e;
	bool certain = false;

	if (group && ctx) {
		BN_CTX_start(ctx);
		if (equation_init(&e, group, point, ctx) && equation_compute(&e, ctx))
			certain = equation_fails(&e, point.len == P384_SHORT_POINT, ctx);
		BN_CTX_end(ctx);
	}
	BN_CTX_free(ctx);
	EC_GROUP_free(group);
	return certain;
}
