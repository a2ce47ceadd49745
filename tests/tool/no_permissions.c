/* SPDX-License-Identifier: BSD-2-Clause */
/* Preloaded, it makes every place one that holds no permissions, as FAT, exFAT and many network shares are. */
#include <errno.h>
#include <sys/stat.h>

int fchmod(int fd, mode_t mode)
{
	(void)fd;
	(void)mode;
	errno = EPERM;
	return -1;
}
