/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/vcard_files.h"

#include <stdlib.h>

void vcard_files_done(struct vcard_files *files)
{
	for (size_t i = 0; i < files->count; i++) {
		zairyu_wipe(files->file[i].data, files->file[i].len);
		free(files->file[i].data);
	}
	zairyu_wipe(files, sizeof *files);
}
