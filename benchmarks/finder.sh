#!/bin/sh
# finder.sh ARGUMENTS: measures face finders side by side, after mvn test-compile. For example, with the data of docs/guide beside it:
#   benchmarks/finder.sh --finder own=FILE --finder yunet=FILE --finder cascades --annotated pts:300w-originals --out found
# Other sets: --annotated DATA, --agreed FOLDER (what YuNet finds must be found), --faceless FOLDER or LIST (there is nothing to find).
# --turn DEGREES and --size PIXELS turn and shrink annotated photographs. It prints a line for each finder, and writes curve.csv and
# curve.svg into --out. One thread.
# --scenes and --turned HEAD:N with --yaw DEGREES are rendered. docs/images/finders.png is drawn of curve.csv files, a title before each:
#   java -cp target/test-classes:target/classes:$(cat target/finder.cp) kpnative.face.DetectionPlot docs/images/finders.png "as they are" found/curve.csv
set -e
cd "$(dirname "$0")/.."
test -f target/finder.cp || mvn -q dependency:build-classpath -Dmdep.outputFile=target/finder.cp -Dmdep.includeScope=test
exec java -XX:+UseSerialGC -cp "target/test-classes:target/classes:$(cat target/finder.cp)" kpnative.face.FinderMeasurement "$@"
