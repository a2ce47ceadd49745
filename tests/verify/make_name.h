/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_VERIFY_MAKE_NAME_H
#define TESTS_VERIFY_MAKE_NAME_H

#include "maker.h"

/* Country, organisation and the common name, as strings with that tag. */
void make_name(struct blob *to, enum form form, const char *common_name, uint8_t tag);
/* Each is signed like any other. */
void make_odd_name(struct blob *to, enum form form, enum odd_name odd);
void make_issuer_name(struct blob *to, const struct certificate_plan *plan);

#endif
