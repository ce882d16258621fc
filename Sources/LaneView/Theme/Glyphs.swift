/// The characters that screens are drawn with, apart from text. Each stands alone in its column, so states can be told
/// without colour.
package struct Glyphs: Hashable, Sendable {
    package let ready: Character
    package let running: Character
    package let waiting: Character
    package let holding: Character
    package let sleeping: Character
    package let done: Character
    /// Failed or deadlocked.
    package let failed: Character
    /// The live edge of a lane.
    package let edge: Character
    /// The moment of the past that is looked at.
    package let cursor: Character

    let selected: Character
    let next: Character
    let rule: Character
    let upRight: Character
    let upLeft: Character
    let downRight: Character
    let downLeft: Character
    let side: Character
    let teeDown: Character
    let teeUp: Character
    let knob: Character
    let play: String
    let pause: String
    let over: String
    /// Before how long the screen has been recorded.
    let recording: String
    let separator: String
    let times: String
    let micro: String
    let waiters: String
    let past: String
    /// Who used the highlighted primitive.
    let used: Character
    let ellipsis: String
    let up: String
    let down: String
    let left: String
    let right: String

    package static let unicode = Glyphs(
        ready: "┄", running: "━", waiting: "░", holding: "█", sleeping: "·", done: "■", failed: "✖",
        edge: "▏", cursor: "┃", selected: "▸", next: "›", rule: "─", upRight: "╭", upLeft: "╮",
        downRight: "╰",
        downLeft: "╯", side: "│", teeDown: "┬", teeUp: "┴", knob: "●", play: "▶", pause: "❚❚", over: "■",
        recording: "●",
        separator: "▸", times: "×", micro: "µ",
        waiters: "◂", past: "◀", used: "◆", ellipsis: "…", up: "↑", down: "↓", left: "←", right: "→")

    package static let ascii = Glyphs(
        ready: "-", running: "=", waiting: ".", holding: "#", sleeping: "z", done: "]", failed: "X",
        edge: "|", cursor: "!", selected: ">", next: "*", rule: "-", upRight: "+", upLeft: "+",
        downRight: "+",
        downLeft: "+", side: "|", teeDown: "+", teeUp: "+", knob: "O", play: ">", pause: "||", over: "]",
        recording: "*",
        separator: ">", times: "x", micro: "u",
        waiters: "<", past: "<", used: "@", ellipsis: "..", up: "up", down: "down", left: "<-", right: "->")
}
