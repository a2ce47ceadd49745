/* SPDX-License-Identifier: BSD-2-Clause */
/* The bytes of a file while it comes in: as many as the table says, or as many as there are. */
#include <stdlib.h>
#include <string.h>

#include "session/session.h"
#include "util/bytes/buffer.h"
#include "util/error/error.h"

void file_content_done(struct file_content *content)
{
	zairyu_wipe(content->data, content->room);
	free(content->data);
	*content = (struct file_content){ 0 };
}

int file_content_resize(zairyu_session *s, struct file_content *content, size_t size, zairyu_error **err)
{
	if (size > zairyu_context_limit(s->transport->ctx, ZAIRYU_LIMIT_FILE_BYTES))
		return session_fail(s, ZAIRYU_ERR_LIMIT, "the file is larger than the context's limit", err);
	if (size > content->room && !bytes_move(&content->data, &content->room, content->have, size))
		return error_no_memory(err);
	progress_correct(s, content->size, size);
	content->size = size;
	return ZAIRYU_OK;
}
