/* SPDX-License-Identifier: BSD-2-Clause */
#include "trust/signer.h"

#include <stdlib.h>

struct signer *signer_ref(struct signer *signer)
{
	atomic_fetch_add_explicit(&signer->references, 1, memory_order_relaxed);
	return signer;
}

void signer_free(struct signer *signer)
{
	if (!signer || atomic_fetch_sub_explicit(&signer->references, 1, memory_order_acq_rel) != 1)
		return;
	public_key_done(&signer->key);
	free(signer->subject);
	zairyu_wipe(signer, sizeof *signer);
	free(signer);
}
