// Sets the colour scheme before the first paint, so that a dark page never flashes white.
(() => {
  let chosen = "auto";
  try {
    chosen = localStorage.getItem("tocsin-color-scheme") ?? "auto";
  } catch {
    // Storage can be forbidden; the system's choice is then as good as any.
  }
  const dark = chosen === "dark" || (chosen === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
