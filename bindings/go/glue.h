/* SPDX-License-Identifier: BSD-2-Clause */
/* Where C calls Go: tables of functions, each of which passes the handle of its Go value. Go calls these functions. */
#ifndef GO_GLUE_H
#define GO_GLUE_H

#include <stdint.h>
#include <zairyu.h>

/* Which optional slots a transport of Go has. */
#define GO_HAS_WAIT_CARD 1u
#define GO_HAS_GET       2u
#define GO_HAS_URI       4u
#define GO_HAS_EXPECT    8u

int zairyu_go_set_log(zairyu_context *ctx, int level, uintptr_t handle);
int zairyu_go_transport_new(zairyu_context *ctx, const char *uri, uintptr_t handle, unsigned has,
			    zairyu_transport **out, zairyu_error **err);
int zairyu_go_add_backend(zairyu_context *ctx, const char *scheme, uintptr_t handle, int watches, zairyu_error **err);
void zairyu_go_set_progress(zairyu_session *session, uintptr_t handle);
void zairyu_go_set_item_callback(zairyu_session *session, uintptr_t handle);
int zairyu_go_record_save(const zairyu_record *record, uintptr_t handle, zairyu_error **err);

/* What writes to a Go writer, for the other libraries' functions. */
zairyu_write_fn *zairyu_go_writer(void);
void *zairyu_go_userdata(uintptr_t handle);

#endif
