/* SPDX-License-Identifier: BSD-2-Clause */
/* The status words the chip gives by itself; every other one of the specification is reached by a fault. */
#ifndef CHIP_CHIP_STATUS_H
#define CHIP_CHIP_STATUS_H

#define SW_OK                0x9000u
#define SW_MISMATCH          0x6300u
#define SW_LENGTH            0x6700u
#define SW_CHANNEL           0x6881u /* a logical channel other than 0 */
#define SW_NO_SM             0x6882u /* secure messaging of this form, or for this command, is not supported */
#define SW_SECURITY          0x6982u
#define SW_CONDITIONS        0x6985u
#define SW_NO_CURRENT_EF     0x6986u
#define SW_SM_MISSING        0x6987u
#define SW_SM_WRONG          0x6988u
#define SW_NOT_FOUND         0x6A82u
#define SW_P1P2              0x6A86u
#define SW_NO_REFERENCE_DATA 0x6A88u
#define SW_OFFSET            0x6B00u
#define SW_INS               0x6D00u
#define SW_CLA               0x6E00u
#define SW_SELF_DIAGNOSIS    0x6F00u

#endif
