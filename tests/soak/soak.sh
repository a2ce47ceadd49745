#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# soak.sh WITH_PCSCD SOAK READS [SEED]: the long run through both readers. WITH_PCSCD is no-pcsc where that was not built.
with_pcscd=$1 soak=$2 reads=$3 seed=${4:-1} status=0
run() {
	"$@"
	case $? in
	0) ;;
	77) echo "skipped: $*" ;;
	*) status=1 ;;
	esac
}
[ "$with_pcscd" = no-pcsc ] || run "$with_pcscd" "$soak" pcsc "$reads" "$seed"
LIBNFC_AUTO_SCAN=false run "$soak" nfc "$reads" "$seed"
exit $status
