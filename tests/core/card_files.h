/* SPDX-License-Identifier: BSD-2-Clause */
/* The files of each card as the specifications have them [G1 3.3, G2 3.3]: what write_files() is to write. */
#ifndef TESTS_CARD_FILES_H
#define TESTS_CARD_FILES_H

static const char *const card_files[] = {
	/* a residence card of the first generation */
	"read-common-data 0/11 free 6: C0+4 version\n"
	"read-card-type 0/10 free 3: C1+1 type\n"
	"read-front-image 1/5 protected signed 7004: D0+7000 tiff front@1\n"
	"read-face 1/6 protected signed 3004: D1+3000 jp2 face@2\n"
	"read-address 2/1 authenticated 342: D2+8=1/2 entry D3+6=2/3 entry D4+320=3/1 entry\n"
	"read-comprehensive-permission 2/2 authenticated 122: D5+120=4/1 entry\n"
	"read-individual-permission 2/3 authenticated 122: D6+120=5/1 entry\n"
	"read-renewal 2/4 authenticated 3: D7+1=6/3 entry\n"
	"read-signature 3/2 authenticated 1464: DA+256 code DB+1200 cert certificate\n",
	/* a certificate of the first generation */
	"read-common-data 0/11 free 6: C0+4 version\n"
	"read-card-type 0/10 free 3: C1+1 type\n"
	"read-front-image 1/5 protected signed 7004: D0+7000 tiff front@1\n"
	"read-face 1/6 protected signed 3004: D1+3000 jp2 face@2\n"
	"read-address 2/1 authenticated 342: D2+8=1/2 entry D3+6=2/3 entry D4+320=3/1 entry\n"
	"read-signature 3/2 authenticated 1464: DA+256 code DB+1200 cert certificate\n",
	/* a residence card of the second generation */
	"read-common-data 0/11 free 6: C0+4 version\n"
	"read-card-type 0/10 free 4: C1+2 type\n"
	"read-card-number 1/1 protected 14: C2+12=20/1 number\n"
	"read-printed-entries 1/3 protected signed 73: C5+8=7/2 printed@1 C6+8=8/2 printed@2 C7+1=9/3 "
	"printed@3 C8+3=10/3 printed@4 C9+10=11/3 printed@5 CE+4=12/3 printed@6 CA+2=13/3 printed@7! CB+8=14/2 "
	"printed@8! CC+1=15/3 printed@9! CD+8=16/2 printed@10!\n"
	"read-name-and-face 1/4 protected signed 5508: D0+2500 tiff name@12 D1+3000 jp2 face@11\n"
	"read-address-image 1/6 protected 2505: DFD1+2500 tiff address\n"
	"read-permissions 2/1 authenticated 22: D5+7=4/3 entry D6+8=17/2 entry D7+1=5/3 entry\n"
	"read-renewal 2/2 authenticated 3: D8+1=6/3 entry\n"
	"read-other 2/3 authenticated 207: D9+1=18/3 entry DE+200=19/1 entry\n"
	"read-signature 3/2 authenticated 704: DC+104 code DD+602 cert certificate\n",
	/* a certificate of the second generation */
	"read-common-data 0/11 free 6: C0+4 version\n"
	"read-card-type 0/10 free 4: C1+2 type\n"
	"read-card-number 1/1 protected 14: C2+12=20/1 number\n"
	"read-printed-entries 1/3 protected signed 46: C5+8=7/2 printed@1 C6+8=8/2 printed@2 C7+1=9/3 "
	"printed@3 C8+3=10/3 printed@4 C9+10=11/3 printed@5 CE+4=12/3 printed@6 CA+2=13/3 printed@7! CB+8=14/2 "
	"printed@8! CC+1=15/3 printed@9! CD+8=16/2 printed@10!\n"
	"read-name-and-face 1/4 protected signed 5508: D0+2500 tiff name@12 D1+3000 jp2 face@11\n"
	"read-address-image 1/6 protected 2505: DFD1+2500 tiff address\n"
	"read-other 2/3 authenticated 207: D9+1=18/3 entry DE+200=19/1 entry\n"
	"read-signature 3/2 authenticated 704: DC+104 code DD+602 cert certificate\n",
};

#endif
