/* SPDX-License-Identifier: BSD-2-Clause */
/* The times in a certificate. */
#ifndef DER_DER_TIME_H
#define DER_DER_TIME_H

#include "der/der.h"

/* Reads a UTCTime or GeneralizedTime, in BER without seconds or with a difference from UTC, as seconds since 1970. */
bool der_time(struct der *in, int64_t *seconds);

/* Days from 1970-01-01 in the Gregorian calendar. */
int64_t days_from_civil(int year, int month, int day);

#endif
