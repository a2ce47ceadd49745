/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where every member of every public struct lies and what type it has, and every public function type: written down by
 * hand, so that nothing but a hand changes it. Compiling is the test (layout.py sees that nothing is left out).
 * Where an `int` and a pointer are four bytes, the second number holds.
 */
#include <zairyu.h>
#include <zairyu/vcard.h>

#if UINTPTR_MAX == UINT64_MAX
#define WIDTH(on_64_bit, on_32_bit) on_64_bit
#else
#define WIDTH(on_64_bit, on_32_bit) on_32_bit
#endif

/* Where 64 bits are aligned to four bytes, as on i386, there are no gaps before and after them. */
struct alignment {
	char first;
	uint64_t second;
};
#define GAP (offsetof(struct alignment, second) == 8 ? 4 : 0)

#define HAS_TYPE(expression, type) _Generic(expression, type : 1, default : 0)
#define MEMBER(type, member, member_type, on_64_bit, on_32_bit)                                                        \
	_Static_assert(offsetof(type, member) == WIDTH(on_64_bit, on_32_bit), #type "." #member " has moved");         \
	_Static_assert(HAS_TYPE(&((type *)0)->member, member_type *), #type "." #member " has another type")
#define SIZE(type, on_64_bit, on_32_bit)                                                                               \
	_Static_assert(sizeof(type) == WIDTH(on_64_bit, on_32_bit), #type " has another size")
#define FUNCTION(name, type) _Static_assert(HAS_TYPE((name *)0, type), #name " has another type")

MEMBER(zairyu_bytes, data, const uint8_t *, 0, 0);
MEMBER(zairyu_bytes, len, size_t, 8, 4);
SIZE(zairyu_bytes, 16, 8);

typedef int connect_fn(void *, const zairyu_wait *, zairyu_error **);
typedef int transmit_fn(void *, const zairyu_wait *, const uint8_t *, size_t, uint8_t *, size_t, size_t *,
			zairyu_error **);
typedef void end_fn(void *);
typedef int wait_card_fn(void *, int, const zairyu_wait *, zairyu_error **);
typedef int get_fn(void *, int, uint64_t *);
typedef const char *uri_fn(void *);
typedef void expect_fn(void *, const zairyu_hints *);
MEMBER(zairyu_transport_ops, size, size_t, 0, 0);
MEMBER(zairyu_transport_ops, connect, connect_fn *, 8, 4);
MEMBER(zairyu_transport_ops, transmit, transmit_fn *, 16, 8);
MEMBER(zairyu_transport_ops, disconnect, end_fn *, 24, 12);
MEMBER(zairyu_transport_ops, free, end_fn *, 32, 16);
MEMBER(zairyu_transport_ops, wait_card, wait_card_fn *, 40, 20);
MEMBER(zairyu_transport_ops, get, get_fn *, 48, 24);
MEMBER(zairyu_transport_ops, uri, uri_fn *, 56, 28);
MEMBER(zairyu_transport_ops, expect, expect_fn *, 64, 32);
SIZE(zairyu_transport_ops, 72, 36);

MEMBER(zairyu_hints, size, size_t, 0, 0);
MEMBER(zairyu_hints, answer_max, size_t, 8, 4);
MEMBER(zairyu_hints, patience_ms, uint32_t, 16, 8);
MEMBER(zairyu_hints, reserved, uint32_t, 20, 12);
SIZE(zairyu_hints, 24, 16);

MEMBER(zairyu_handoff_request, size, size_t, 0, 0);
MEMBER(zairyu_handoff_request, serial, uint64_t, 8, 4 + GAP);
MEMBER(zairyu_handoff_request, command, zairyu_bytes, 16, 12 + GAP);
MEMBER(zairyu_handoff_request, answer_max, size_t, 32, 20 + GAP);
MEMBER(zairyu_handoff_request, patience_ms, uint32_t, 40, 24 + GAP);
MEMBER(zairyu_handoff_request, remaining_ms, uint32_t, 44, 28 + GAP);
MEMBER(zairyu_handoff_request, kind, int, 48, 32 + GAP);
MEMBER(zairyu_handoff_request, present, int, 52, 36 + GAP);
SIZE(zairyu_handoff_request, 56, 40 + 2 * GAP);

typedef int list_fn(void *, zairyu_context *, const zairyu_wait *, zairyu_readers *, zairyu_error **);
typedef int watch_fn(void *, zairyu_context *, const zairyu_readers *, const zairyu_wait *, zairyu_error **);
typedef int open_fn(void *, zairyu_context *, const char *, const zairyu_wait *, zairyu_transport **, zairyu_error **);
MEMBER(zairyu_backend, size, size_t, 0, 0);
MEMBER(zairyu_backend, scheme, const char *, 8, 4);
MEMBER(zairyu_backend, userdata, void *, 16, 8);
MEMBER(zairyu_backend, list, list_fn *, 24, 12);
MEMBER(zairyu_backend, open, open_fn *, 32, 16);
MEMBER(zairyu_backend, watch, watch_fn *, 40, 20);
SIZE(zairyu_backend, 48, 24);

MEMBER(zairyu_progress, size, size_t, 0, 0);
MEMBER(zairyu_progress, step, const char *, 8, 4);
MEMBER(zairyu_progress, item, uint64_t, 16, 8);
MEMBER(zairyu_progress, done, uint64_t, 24, 16);
MEMBER(zairyu_progress, total, uint64_t, 32, 24);
SIZE(zairyu_progress, 40, 32);

MEMBER(zairyu_twin_part, size, size_t, 0, 0);
MEMBER(zairyu_twin_part, df, int, 8, 4);
MEMBER(zairyu_twin_part, sfi, int, 12, 8);
MEMBER(zairyu_twin_part, item, uint64_t, 16, 12 + GAP);
MEMBER(zairyu_twin_part, length, size_t, 24, 20 + GAP);
MEMBER(zairyu_twin_part, kept, size_t, 32, 24 + GAP);
MEMBER(zairyu_twin_part, padding, size_t, 40, 28 + GAP);
MEMBER(zairyu_twin_part, made, size_t, 48, 32 + GAP);
MEMBER(zairyu_twin_part, signing, size_t, 56, 36 + GAP);
SIZE(zairyu_twin_part, 64, 40 + 2 * GAP);

MEMBER(zairyu_card_object_info, size, size_t, 0, 0);
MEMBER(zairyu_card_object_info, item, uint64_t, 8, 4 + GAP);
MEMBER(zairyu_card_object_info, tag, uint32_t, 16, 12 + GAP);
MEMBER(zairyu_card_object_info, length, uint32_t, 20, 16 + GAP);
MEMBER(zairyu_card_object_info, role, int, 24, 20 + GAP);
MEMBER(zairyu_card_object_info, field, int, 28, 24 + GAP);
MEMBER(zairyu_card_object_info, signature, int, 32, 28 + GAP);
MEMBER(zairyu_card_object_info, flags, unsigned, 36, 32 + GAP);
MEMBER(zairyu_card_object_info, signed_place, unsigned, 40, 36 + GAP);
SIZE(zairyu_card_object_info, 48, 40 + 2 * GAP);

FUNCTION(zairyu_write_fn, int (*)(void *, const void *, size_t));
FUNCTION(zairyu_log_fn, void (*)(void *, int, const char *, const char *));
FUNCTION(zairyu_progress_fn, int (*)(void *, const zairyu_progress *));
FUNCTION(zairyu_item_fn, int (*)(void *, uint64_t, zairyu_bytes));
