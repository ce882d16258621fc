/// The characters that screens are drawn with, apart from text. Each stands alone in its column, so states can be told
/// without colour.
package struct Glyphs: Hashable, Sendable {
    package let ready: Character
    package let running: Character
    package let waiting: Character
    package let holding: Character
    /// Waits while it holds something.
    package let waitingHolding: Character
    package let sleeping: Character
    package let done: Character
    /// Failed or deadlocked.
    package let failed: Character
    /// The live edge of a lane.
    package let edge: Character
    /// From nothing to all that there was.
    package let levels: [Character]
    /// The moment of the past that is looked at.
    package let cursor: Character

    package let selected: Character
    package let next: Character
    package let rule: Character
    package let upRight: Character
    package let upLeft: Character
    package let downRight: Character
    package let downLeft: Character
    package let side: Character
    package let teeDown: Character
    package let teeUp: Character
    package let knob: Character
    package let play: String
    package let pause: String
    package let over: String
    /// Before how long the screen has been recorded.
    package let recording: String
    package let separator: String
    package let times: String
    package let micro: String
    package let waiters: String
    package let past: String
    /// Before where a run began to go another way.
    package let fork: String
    /// Who used the highlighted primitive.
    package let used: Character
    /// Something is wrong here, or could go wrong.
    package let finding: Character
    /// Before what a thread waits for, and before what it holds, where there is no room for the words.
    package let awaits: String
    package let holds: String
    /// Between two facts.
    package let dot: String
    /// Before what comes of a step.
    package let leadsTo: String
    package let ellipsis: String
    package let up: String
    package let down: String
    package let left: String
    package let right: String

    package static let unicode = Glyphs(
        ready: "┄", running: "━", waiting: "░", holding: "█", waitingHolding: "▒", sleeping: "·", done: "■",
        failed: "✖",
        edge: "▏", levels: Array("▁▂▃▄▅▆▇█"), cursor: "┃", selected: "▸", next: "›", rule: "─", upRight: "╭",
        upLeft: "╮",
        downRight: "╰",
        downLeft: "╯", side: "│", teeDown: "┬", teeUp: "┴", knob: "●", play: "▶", pause: "❚❚", over: "■",
        recording: "●",
        separator: "▸", times: "×", micro: "µ",
        waiters: "◂", past: "◀", fork: "⑂", used: "◆", finding: "!", awaits: "◌", holds: "▪", dot: "·",
        leadsTo: "→",
        ellipsis: "…",
        up: "↑", down: "↓", left: "←", right: "→")

    package static let ascii = Glyphs(
        ready: "-", running: "=", waiting: ".", holding: "#", waitingHolding: ":", sleeping: "z", done: "]",
        failed: "X",
        edge: "|", levels: Array("_.:-=+*#"), cursor: "!", selected: ">", next: "*", rule: "-", upRight: "+",
        upLeft: "+",
        downRight: "+",
        downLeft: "+", side: "|", teeDown: "+", teeUp: "+", knob: "O", play: ">", pause: "||", over: "]",
        recording: "*",
        separator: ">", times: "x", micro: "u",
        waiters: "<", past: "<", fork: "Y", used: "@", finding: "%", awaits: "?", holds: "#", dot: "-",
        leadsTo: "->",
        ellipsis: "..",
        up: "up", down: "down", left: "<-", right: "->")
}
