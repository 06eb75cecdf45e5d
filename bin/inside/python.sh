# Sets $python to a Python of 3.11 or newer, or says that there is none and leaves with 2. Read by the commands in bin/.
python=
for one in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$one" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        python=$(command -v "$one")
        break
    fi
done
if [ -z "$python" ]; then
    found=$(python3 -c 'import sys; print("; python3 here is %d.%d" % sys.version_info[:2])' 2>/dev/null || true)
    echo "Withness needs Python 3.11 or newer${found:-, and there is none here}." >&2
    exit 2
fi
