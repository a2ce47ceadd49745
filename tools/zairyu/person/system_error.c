/* SPDX-License-Identifier: BSD-2-Clause */
/* The system's reasons, in the person's words. */
#include "person/system_error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "person/language.h"

enum { SYSTEM_WORDS_MAX = 256 };

static const struct {
	int number;
	enum message text;
} reasons[] = {
	{ EPERM, MSG_SYSTEM_NOT_PERMITTED },
	{ ENOENT, MSG_SYSTEM_NO_ENTRY },
	{ EIO, MSG_SYSTEM_IO },
	{ ENXIO, MSG_SYSTEM_NO_DEVICE },
	{ ENODEV, MSG_SYSTEM_NO_DEVICE },
	{ EBADF, MSG_SYSTEM_CLOSED },
	{ ENOMEM, MSG_SYSTEM_NO_MEMORY },
	{ EACCES, MSG_SYSTEM_ACCESS },
	{ EBUSY, MSG_SYSTEM_BUSY },
	{ ETXTBSY, MSG_SYSTEM_BUSY },
	{ EEXIST, MSG_SYSTEM_EXISTS },
	{ EXDEV, MSG_SYSTEM_OTHER_PLACE },
	{ ENOTDIR, MSG_SYSTEM_NOT_A_DIRECTORY },
	{ EISDIR, MSG_SYSTEM_IS_A_DIRECTORY },
	{ EINVAL, MSG_SYSTEM_NOT_SUPPORTED },
	{ EOPNOTSUPP, MSG_SYSTEM_NOT_SUPPORTED },
	{ ENOSYS, MSG_SYSTEM_NOT_SUPPORTED },
	{ ENOTTY, MSG_SYSTEM_NOT_SUPPORTED },
	{ ENFILE, MSG_SYSTEM_TOO_MANY_FILES },
	{ EMFILE, MSG_SYSTEM_TOO_MANY_FILES },
	{ EFBIG, MSG_SYSTEM_TOO_LARGE },
	{ ENOSPC, MSG_SYSTEM_NO_SPACE },
	{ EDQUOT, MSG_SYSTEM_QUOTA },
	{ ESPIPE, MSG_SYSTEM_NOT_SUPPORTED },
	{ EROFS, MSG_SYSTEM_READ_ONLY },
	{ EMLINK, MSG_SYSTEM_TOO_MANY_LINKS },
	{ ELOOP, MSG_SYSTEM_TOO_MANY_LINKS },
	{ EPIPE, MSG_SYSTEM_PIPE },
	{ ENAMETOOLONG, MSG_SYSTEM_NAME_TOO_LONG },
	{ ENOTEMPTY, MSG_SYSTEM_NOT_EMPTY },
	{ EILSEQ, MSG_SYSTEM_NAME_REFUSED },
	{ ETIMEDOUT, MSG_SYSTEM_TIMEOUT },
	{ ESTALE, MSG_SYSTEM_STALE },
};

static void other(int number, int language, char *out, size_t size)
{
	char digits[16], words[SYSTEM_WORDS_MAX];

	(void)snprintf(digits, sizeof digits, "%d", number);
	if (strerror_r(number, words, sizeof words))
		words[0] = '\0';
	message_format(out, size, message_text(MSG_SYSTEM_OTHER, language), digits, words);
}

void system_error_text(int number, int language, char *out, size_t size)
{
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (reasons[i].number == number) {
			message_format(out, size, message_text(reasons[i].text, language), NULL, NULL);
			return;
		}
	other(number, language, out, size);
}
