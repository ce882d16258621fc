import LaneCanvas
import Themes

/// The five keys that matter, for somebody who has never been here.
struct WelcomeOverlay: OverlayContent {
    let theme: Theme
    let glyphs: Glyphs

    /// Each with what it does, the first on the browser, the others on the lanes.
    static let keys: [(key: Key, action: Action, sentence: String)] = [
        (.enter, .choose, "run the selected scenario"),
        (.character(" "), .togglePause, "pause it, let it go on"),
        (.character("."), .step, "one step of one thread"),
        (.escape, .back, "come back here"),
        (.function(1), .help, "every key and glyph"),
    ]

    private static let keyColumns = 7

    var title: String { "five keys to begin with" }
    var wantedColumns: Int { Self.keyColumns + 29 }
    var isWhole: Bool { true }
    /// Those of the browser below it.
    var keys: KeyTable { .browser }

    func lineCount(_ columns: Int) -> Int { all.count }

    func lines(_ range: Range<Int>, _ columns: Int) -> [[TextSpan]] { Array(all[range]) }

    private var all: [[TextSpan]] {
        Self.keys.map { key, _, sentence in
            [
                TextSpan(text: key.name(glyphs), style: theme[.key]),
                TextSpan(column: Self.keyColumns, text: sentence, style: theme[.canvas]),
            ]
        } + [[], [TextSpan(text: "Type to search. Any key closes this.", style: theme[.muted])]]
    }
}
