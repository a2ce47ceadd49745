#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds the Debian package of the kiosk, for this machine's release and architecture: sh tools/kiosk-package.sh
#
# It has everything of the project that a kiosk needs, with the libraries in a directory of their own, as there are no
# packages of these. DEBFULLNAME and DEBEMAIL say who answers for it.
set -eu
cd "$(dirname "$0")/.."
. tools/common.sh

install_packages build kiosk package
command -v dpkg-shlibdeps >/dev/null || die "This needs dpkg-dev."

tree=build-package
system=examples/kiosk/system
stage=$PWD/$tree/stage
root=$PWD/$tree/debian/zairyu-kiosk
private=/usr/lib/zairyu-kiosk
architecture=$(dpkg --print-architecture)
maintainer="${DEBFULLNAME:-The libzairyu authors} <${DEBEMAIL:-libzairyu@localhost.localdomain}>"
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH

say "Building into $tree/"
if [ ! -f $tree/build.ninja ]; then
	CFLAGS="$(dpkg-buildflags --get CFLAGS) $(dpkg-buildflags --get CPPFLAGS) -ffile-prefix-map=$PWD=." \
		LDFLAGS="$(dpkg-buildflags --get LDFLAGS) -Wl,-rpath,$private" \
		meson setup $tree --prefix /usr --sysconfdir /etc --libdir "${private#/usr/}" --buildtype plain \
		-Db_pie=true -Dkiosk=enabled -Dtools=enabled -Dman=enabled -Dpcsc=enabled -Dtext=enabled -Dtests=false
fi
ninja -C $tree
version=$(meson introspect --projectinfo $tree | sed -n 's/.*"version": "\([^"]*\)".*/\1/p')
[ -n "$version" ] || die "The build does not tell its version."

say "Collecting the files"
rm -rf "$stage" "$root"
meson install -C $tree --no-rebuild --quiet --strip --destdir "$stage"

# Installs file $2 as $3 with the mode $1.
put() {
	install -D -p -m "$1" "$2" "$root$3"
}

for program in zairyu zairyu-kiosk; do
	put 755 "$stage/usr/bin/$program" /usr/bin/$program
done
mkdir -p "$root$private" "$root/usr/share/man"
for library in "$stage$private"/lib*.so.[0-9]*; do
	cp -a "$library" "$root$private/"
done
cp -a "$stage/usr/share/zairyu" "$root/usr/share/"
for completion in bash-completion zsh fish; do
	[ ! -d "$stage/usr/share/$completion" ] || cp -a "$stage/usr/share/$completion" "$root/usr/share/"
done
# The pages of the libraries are for those who have their headers.
(cd "$stage/usr/share/man" && find . -path './man3' -prune -o -type f -print) | while read -r page; do
	put 644 "$stage/usr/share/man/$page" "/usr/share/man/$page"
	gzip -9n "$root/usr/share/man/$page"
done

put 644 $system/zairyu-kiosk.service /usr/lib/systemd/system/zairyu-kiosk.service
put 644 $system/pcscd.socket.conf /usr/lib/systemd/system/pcscd.socket.d/zairyu-kiosk.conf
put 644 $system/sysusers.conf /usr/lib/sysusers.d/zairyu-kiosk.conf
put 644 $system/tmpfiles.conf /usr/lib/tmpfiles.d/zairyu-kiosk.conf
put 644 $system/polkit.rules /usr/share/polkit-1/rules.d/40-zairyu-kiosk.rules
mkdir -p "$root/usr/share/zairyu-kiosk"
cp -a $system/locked-down "$root/usr/share/zairyu-kiosk/"
$tree/examples/kiosk/gtk/zairyu-kiosk --print-config >$tree/kiosk.conf
put 644 $tree/kiosk.conf /etc/zairyu/kiosk.conf

documents=/usr/share/doc/zairyu-kiosk
for guide in kiosk.md kiosk.ja.md kiosk-flow.md readers.md verification.md; do
	[ ! -f doc/$guide ] || put 644 doc/$guide $documents/$guide
done
put 644 CHANGELOG.md $documents/changelog
{
	printf 'zairyu-kiosk (%s-1) unstable; urgency=medium\n\n  * Built from the source of libzairyu %s.\n\n' "$version" "$version"
	printf ' -- %s  %s\n' "$maintainer" "$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")"
} >"$root$documents/changelog.Debian"
gzip -9n "$root$documents/changelog" "$root$documents/changelog.Debian"
sed -n 's/^Copyright (c) //p' COPYING | head -n 1 >$tree/holder
{
	sed -e "s/@HOLDER@/$(sed 's/[&/\\]/\\&/g' $tree/holder)/" -e '/@LICENCE@/d' $system/debian/copyright
	sed -e '1,/^Copyright/d' -e 's/^$/./' -e 's/^/ /' COPYING | sed '1{/^ \.$/d}'
} >"$root$documents/copyright"
chmod -R u=rwX,go=rX "$root"
chmod 640 "$root/etc/zairyu/kiosk.conf"

say "Finding out what it depends on"
mkdir -p "$root/DEBIAN"
printf 'Source: zairyu-kiosk\nMaintainer: %s\n\nPackage: zairyu-kiosk\nArchitecture: any\nDescription: kiosk\n' "$maintainer" \
	>$tree/debian/control
depends=$(cd $tree && dpkg-shlibdeps -O -Sdebian/zairyu-kiosk "-l$root$private" \
	debian/zairyu-kiosk/usr/bin/* debian/zairyu-kiosk/$private/*.so.0 | sed -n 's/^shlibs:Depends=//p')
[ -n "$depends" ] || die "dpkg-shlibdeps found nothing."

for script in postinst prerm postrm; do
	install -m 755 $system/debian/$script "$root/DEBIAN/$script"
done
echo /etc/zairyu/kiosk.conf >"$root/DEBIAN/conffiles"
(cd "$root" && find . -path ./DEBIAN -prune -o -type f -print | sed 's|^\./||' | LC_ALL=C sort | grep -v '^etc/' | xargs md5sum) \
	>"$root/DEBIAN/md5sums"
sed -e "s/@VERSION@/$version-1/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@MAINTAINER@/$maintainer/" \
	-e "s/@DEPENDS@/$depends/" -e "s/@SIZE@/$(du -ks --exclude=DEBIAN "$root" | cut -f 1)/" $system/debian/control \
	>"$root/DEBIAN/control"
package=$tree/zairyu-kiosk_$version-1_$architecture.deb
dpkg-deb --root-owner-group --build "$root" "$package" >/dev/null
say "Done: $PWD/$package
    sudo apt install ./$package    installs it, and what it depends on; it is not started (doc/kiosk.md)"
