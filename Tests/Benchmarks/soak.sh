#!/usr/bin/env bash
# Uses the program for hours as a restless person would, and tells what it takes of memory, threads and descriptors.
#
#   Tests/Benchmarks/soak.sh [MINUTES] [PROGRAM]     480 minutes, .build/release/threadlanes
#
# Previews, runs, restarts, steps into the past, recordings, saved traces, resizes and themes, in an order that a seed decides (SEED, 1).
# Once a minute a line: minutes, rounds, resident memory in kB, threads, descriptors; measured in the browser, when nothing but the
# screen goes on. It ends with 1 when the program has ended or hangs, or when the last quarter of the minutes takes over a tenth more memory, or any
# more threads or descriptors, than the second quarter.
set -euo pipefail
minutes=${1:-480}
program=$(realpath "${2:-.build/release/threadlanes}")
RANDOM=${SEED:-1}
folder=$(mktemp -d)
lines=$(mktemp)
terminal() { env -u TMUX LC_ALL=C.UTF-8 tmux -u -S "$folder/tmux" "$@"; }
trap 'terminal kill-server 2>/dev/null || true; rm -rf "$folder" "$lines"' EXIT
cd "$folder"

keys() { terminal send-keys "$@"; }
shows() { terminal capture-pane -p | grep -qF -- "$1"; }
fail() { terminal capture-pane -p || true; echo "soak: $*" >&2; exit 1; }
await() {
    for _ in $(seq 300); do
        if shows "$1"; then return 0; fi
        kill -0 "$process" 2>/dev/null || fail "the program has ended while '$1' was waited for"
        sleep 0.1
    done
    fail "waited in vain for '$1'"
}

mkdir -p "$folder/threadlanes"
echo '{"scenario":"lock"}' >"$folder/threadlanes/browser.json"
terminal -f /dev/null new-session -d -x 120 -y 36 \
    "XDG_STATE_HOME=$folder XDG_CONFIG_HOME=$folder exec '$program' --speed 20"
process=$(terminal display -p '#{pane_pid}')
await "50 scenarios"

# One round begins and ends in the browser.
round() {
    for _ in $(seq $((RANDOM % 6 + 1))); do
        keys "$([ $((RANDOM % 2)) = 0 ] && echo Down || echo Up)"
        sleep 0.$((RANDOM % 6 + 1))
    done
    [ $((RANDOM % 4)) = 0 ] && keys C-t
    keys Enter
    await "threadlanes ▸"
    for _ in $(seq $((RANDOM % 12 + 4))); do
        case $((RANDOM % 10)) in
        0 | 1) keys R ;;
        2) keys r; sleep 0.3; keys r ;;
        3) terminal resize-window -x $((RANDOM % 160 + 20)) -y $((RANDOM % 50 + 6)) ;;
        4) keys Space; keys . . , , ; keys Space ;;
        5) keys s ;;
        6) keys Home; sleep 0.1; keys End ;;
        7) keys + ;;
        8) keys - ;;
        9) keys Down Down t ;;
        esac
        sleep 0.$((RANDOM % 3 + 1))
    done
    terminal resize-window -x 120 -y 36
    # An overlay or a question takes the first ones.
    for _ in $(seq 20); do
        if shows "50 scenarios"; then break; fi
        keys Escape
        sleep 0.3
    done
    await "50 scenarios"
    find . -type f ! -name 'tmux*' ! -path './threadlanes/*' -delete
}

rounds=0
echo "minutes rounds kB threads descriptors"
for minute in $(seq "$minutes"); do
    until=$((SECONDS + 60))
    while ((SECONDS < until)); do
        round
        rounds=$((rounds + 1))
    done
    # The preview rests after three runs, and leaves the screen's thread and the one that reads what is printed.
    for _ in $(seq 40); do
        threads=$(ls "/proc/$process/task" | wc -l)
        ((threads > 2)) || break
        sleep 0.5
    done
    memory=$(awk '/VmRSS/ {print $2}' "/proc/$process/status")
    descriptors=$(ls "/proc/$process/fd" | wc -l)
    echo "$minute $rounds $memory $threads $descriptors" | tee -a "$lines"
done
keys C-x
for _ in $(seq 50); do kill -0 "$process" 2>/dev/null || break; sleep 0.1; done
! kill -0 "$process" 2>/dev/null || fail "it does not end"

awk -v total="$minutes" '
    function part(minute) { return minute > total * 3 / 4 ? "late" : minute > total / 4 && minute <= total / 2 ? "early" : "" }
    (p = part($1)) != "" { for (c = 3; c <= 5; c++) if ($c > most[p, c]) most[p, c] = $c }
    END {
        if (total < 4) exit 0
        bad = most["late", 3] > most["early", 3] * 1.1 || most["late", 4] > most["early", 4] || most["late", 5] > most["early", 5]
        printf "most in the second quarter: %d kB, %d threads, %d descriptors; in the last: %d kB, %d, %d\n", most["early", 3],
            most["early", 4], most["early", 5], most["late", 3], most["late", 4], most["late", 5]
        exit bad
    }' "$lines"
