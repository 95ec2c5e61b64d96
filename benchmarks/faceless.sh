#!/bin/sh
# faceless.sh FOLDER: lists the pictures without faces in unpacked Debian packages (accuracy.md says which): wallpapers, of each the
# largest, and every third icon of 256 or 512 pixels, without those that show faces; each content once.
set -e
cd "$1"
pictures='.*\.(jpg|jpeg|png|webp)'
once() { xargs -d '\n' md5sum | LC_ALL=C sort -u -k1,1 | cut -c35-; }
{
  find gnome-backgrounds mate-backgrounds ukui-wallpapers lxqt-themes/usr/share/lxqt/wallpapers -type f -regextype egrep -iregex "$pictures" -size +20k
  for d in plasma-workspace-wallpapers/usr/share/wallpapers/*/; do
    find "$d" -path '*images*' -type f -regextype egrep -iregex "$pictures" -printf '%s %p\n' | sort -rn | head -1 | cut -d' ' -f2-
  done
  find desktop-base -type f -regextype egrep -iregex '.*\.(jpg|png)' -size +20k
} | once | sed "s|^|$PWD/|"
find oxygen-icon-theme mate-icon-theme gnome-icon-theme adwaita-icon-theme tango-icon-theme -type f -regextype egrep -iregex '.*/(256x256|512x512)/.*\.png' | once |
  grep -Eiv 'emote|/face|avatar|smile|user|person|people|kopete|contact|im-|x-face' | awk 'NR % 3 == 0' | sed "s|^|$PWD/|"
