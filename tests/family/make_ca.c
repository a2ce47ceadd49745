/* SPDX-License-Identifier: BSD-2-Clause */
/* make_ca KEPT CERTIFICATE: a CA for invented cards, kept with its key, and its certificate alone. */
#include <stdio.h>

#include "invented_issuer.h"

int main(int argc, char **argv)
{
	struct invented_ca ca;
	FILE *file;
	bool ok;

	if (argc != 3)
		return 2;
	invented_ca_make(&ca);
	file = fopen(argv[2], "wb");
	ok = file && fwrite(ca.certificate, 1, ca.certificate_len, file) == ca.certificate_len &&
	     invented_ca_store(&ca, argv[1]);
	if (file)
		ok = fclose(file) == 0 && ok;
	invented_ca_free(&ca);
	return ok ? 0 : 1;
}
