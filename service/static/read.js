// Brings the cited words into view, also where the address has lost its fragment.

document.getElementById("cited")?.scrollIntoView({ block: "center" });
