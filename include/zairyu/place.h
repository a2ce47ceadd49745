/* SPDX-License-Identifier: BSD-2-Clause */
/**
 * @file place.h
 * Where the administrator of a machine, and each user, keep what all programs share: trust anchors and code names.
 *
 * The libraries do not read the environment: a program that is to look in the user's own place says what XDG_DATA_HOME
 * and HOME are, and one that runs for somebody else, or with privileges of its own, does not.
 */
#ifndef ZAIRYU_PLACE_H
#define ZAIRYU_PLACE_H

#include <zairyu/base.h>

ZAIRYU_BEGIN_DECLS

/* Places, or-ed where several are meant; what came with the library comes first, then the machine's, then the user's. */
/** the machine's: zairyu in the configuration directory of the library's build, usually /etc/zairyu */
#define ZAIRYU_PLACE_SYSTEM 1u
#define ZAIRYU_PLACE_USER   2u /**< the user's: $XDG_DATA_HOME/zairyu, otherwise $HOME/.local/share/zairyu */
/** what came with the library: zairyu in the data directory of its build, usually /usr/share/zairyu; never trust anchors */
#define ZAIRYU_PLACE_SHARED 4u
#define ZAIRYU_PLACES_ALL   0x7FFFFFFFu

/* What is in a place. */
/** a directory of CA certificates: zairyu_trust_add_default() of <zairyu/verify.h> */
#define ZAIRYU_PLACE_TRUST "trust"
#define ZAIRYU_PLACE_CODES "codes.tsv" /**< code names: zairyu_context_add_default_code_names() */

/**
 * The path of something in a place.
 * @param place     one of ZAIRYU_PLACE_*.
 * @param name      ZAIRYU_PLACE_TRUST or another; "" for the place itself.
 * @param data_home what XDG_DATA_HOME is, and @param home what HOME is; NULL, "" and what is not an absolute path count as not set.
 * @param buf       may be NULL to ask for the size. `*len`, which may be NULL, is set to the size needed, its NUL included.
 * @return 0; ABSENT for the user's place if neither is set; ARGUMENT, also if `cap` is too small. `buf` is then "".
 */
ZAIRYU_API int zairyu_place_path(uint32_t place, const char *name, const char *data_home, const char *home, char *buf,
				 size_t cap, size_t *len);

/**
 * Adds the code names in each of some places, as zairyu_context_add_code_names() does. A place that has none, or that
 * may not be accessed, is passed over. Where a code has names in
 * several, those of the user count, then the machine's.
 * @param places    ZAIRYU_PLACE_*, or-ed; call it once for each to know which is wrong.
 * @param data_home as above, and @param home too.
 * @return 0; FILE if a table is there and cannot be read; as zairyu_context_add_code_names(). Those before it were added.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_context_add_default_code_names(zairyu_context *ctx, uint32_t places,
								      const char *data_home, const char *home,
								      zairyu_error **err);

ZAIRYU_END_DECLS

#endif
