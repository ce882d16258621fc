// A full-screen program with no purpose but to be stopped, resized and killed by the tests.
//
// Shows the size, the last inputs and how often it has waited for input. Letters end it in the ways of `Crash`;
// `q` closes the screen and exits with 7; see the switch for the others.

import Glibc
import LaneCanvas
import LaneTerminal

if CommandLine.arguments.contains("--own-handler") { handleCrashesBeforeTheTerminal() }

let wakeup: Wakeup
var terminal: Terminal
do {
    wakeup = try Wakeup()
    terminal = try Terminal()
} catch {
    complain("\(error)")
    exit(64)
}

var screen = ProbeScreen()
screen.draw(on: terminal)

while true {
    let inputs = terminal.nextInputs(waitingFor: wakeup.descriptor)
    screen.waits += 1
    for input in inputs {
        screen.log.append("\(input)")
        switch input {
        case .quitSignal(let signal):
            terminal.close()
            print("closed for signal \(signal)")
            Terminal.dieFromSignal(signal)
        case .suspended:
            screen.draw(on: terminal)
            terminal.suspend()
        case .key(.character("q")):
            terminal.close()
            terminal.close()
            exit(7)
        case .key(.character("r")):
            terminal.close()
            print("between screens")
            if let another = try? Terminal() { terminal = another }
        case .key(.character("e")): complain("a complaint")
        case .key(.character("O")): remark("a remark")
        case .key(.character("w")): ring(wakeup)
        case .key(.character("h")):
            screen.log.append("hangs")
            screen.draw(on: terminal)
            while true { pause() }
        case .key(.character("p")): screen.manyColors.toggle()
        case .key(.character(let letter)): Crash(rawValue: letter)?.happen()
        default: break
        }
    }
    screen.draw(on: terminal)
}
