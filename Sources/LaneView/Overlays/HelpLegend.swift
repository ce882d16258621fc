import LaneCanvas
import ThreadTrace
import Themes

/// What the glyphs on lanes mean, in the colours that they have now.
struct HelpLegend {
    let theme: Theme
    let glyphs: Glyphs

    private static let textColumn = 5
    /// Beside the keys there are no more.
    private static let stepColumns = 32
    /// In a chart, where meanings stand side by side.
    private static let columnOfChart = 33

    /// For the help: everything there is to see, below each other.
    var lines: [[TextSpan]] {
        [heading("Lanes")] + states + marks + [
            [], [TextSpan(text: "A colour for each primitive:", style: theme[.canvas])], locks, [],
        ]
            + [heading("Steps, where a column is one")] + steps + [[], heading("Header")] + header
    }

    /// For a picture of a run: what its lanes are drawn with, as many meanings side by side as fit.
    func chart(in columns: Int) -> [[TextSpan]] {
        let count = max(columns / Self.columnOfChart, 1)
        let rows = (states.count + count - 1) / count
        let table = (0..<rows).map { row in
            (0..<count).flatMap { column -> [TextSpan] in
                let place = column * rows + row
                guard states.indices.contains(place) else { return [] }
                return states[place].map { $0.moved(by: column * Self.columnOfChart) }
            }
        }
        let label = "a colour for each primitive: "
        let colours = locks.map { $0.moved(by: label.utf8.count) }
        return table + [[TextSpan(text: label, style: theme[.canvas])] + colours]
    }

    private var states: [[TextSpan]] {
        [
            line(glyphs.running, theme[.running], "runs"),
            line(glyphs.holding, theme.lock(0), "runs, holding this lock"),
            line(glyphs.waiting, theme.lock(0), "waits for this lock"),
            line(glyphs.waitingHolding, waitingHolding, "waits, holding another lock"),
            line(glyphs.waiting, theme[.joining], "waits for a thread"),
            line(glyphs.waiting, theme[.awaiting], "waits for a future"),
            line(glyphs.ready, theme[.ready], "could go, was not chosen"),
            line(glyphs.sleeping, theme[.sleeping], "sleeps"),
            line(glyphs.sleeping, theme.onLock(0), "sleeps, holding this lock"),
            line(glyphs.done, count: 1, theme[.done], "done"),
            line(glyphs.failed, count: 1, theme[.error], "failed, or deadlocked"),
        ]
    }

    private var waitingHolding: Style {
        var style = theme.lock(0)
        if theme.lockCount > 1, theme.lock(1).foreground != .standard {
            style.background = theme.lock(1).foreground
        }
        return style
    }

    /// The letters that most scenarios need; in the order in which one meets them.
    private var steps: [[TextSpan]] {
        let rows: [[EventKind]] = [
            [.start, .begin, .join], [.acquire, .release], [.read, .write], [.put, .get, .taskDone],
            [.wait, .notify, .wake], [.arrive, .trip, .pass], [.set, .clear, .cancel],
            [.submit, .take], [.complete, .result, .close], [.log, .compute, .timeout],
        ]
        return rows.map { row in
            var line = LineBuilder(Self.stepColumns, glyphs)
            for kind in row {
                guard let letter = kind.stepLetter else { continue }
                line.add(String(letter), theme.lock(0))
                line.add(" \(kind == .taskDone ? "task done" : "\(kind)")  ", theme[.canvas])
            }
            return line.spans
        } + [
            [
                TextSpan(text: "z", style: theme.lock(0)),
                TextSpan(column: 2, text: "has slept", style: theme[.canvas]),
            ],
            [
                TextSpan(text: "W", style: theme.alarm(.error)),
                TextSpan(column: 2, text: "a write that lost an update", style: theme[.canvas]),
            ],
            [
                TextSpan(text: "A", style: theme.alarm(.warning)),
                TextSpan(column: 2, text: "a step of which ! tells more", style: theme[.canvas]),
            ],
        ]
    }

    private var marks: [[TextSpan]] {
        [
            line(glyphs.edge, count: 1, theme[.edge], "now"),
            line(glyphs.cursor, count: 1, theme[.paused], "the moment that is shown"),
            line(glyphs.knob, count: 1, theme[.playing], "where it is in the run"),
            line(glyphs.next, count: 1, theme[.next], "goes next"),
            line(glyphs.selected, count: 1, theme[.brand], "selected"),
            line(glyphs.used, count: 1, theme.lock(0), "used what is highlighted"),
            line(Character(glyphs.waiters), count: 1, theme.lock(0), "behind it, who waits for it"),
            line(glyphs.finding, count: 1, theme.alarm(.warning), "something can go wrong"),
        ]
    }

    private var header: [[TextSpan]] {
        [
            line(glyphs.play, theme[.playing], "goes on, at this speed"),
            line(glyphs.pause, theme[.paused], "is paused"),
            line(glyphs.past, theme[.paused], "is looked back at"),
            line(glyphs.over, theme[.done], "is over"),
            line(glyphs.recording, theme[.error], "is recorded"),
        ]
    }

    private var locks: [TextSpan] {
        (0..<min(theme.lockCount, 9)).map {
            TextSpan(column: $0 * 3, text: String(repeating: glyphs.holding, count: 2), style: theme.lock($0))
        }
    }

    private func heading(_ text: String) -> [TextSpan] { [TextSpan(text: text, style: theme[.heading])] }

    private func line(_ glyph: Character, count: Int = 3, _ style: Style, _ text: String) -> [TextSpan] {
        line(String(repeating: glyph, count: count), style, text)
    }

    private func line(_ mark: String, _ style: Style, _ text: String) -> [TextSpan] {
        [
            TextSpan(text: mark, style: style),
            TextSpan(column: Self.textColumn, text: text, style: theme[.canvas]),
        ]
    }
}
