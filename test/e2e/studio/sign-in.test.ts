import { expect, it } from "vitest";
import { signIn } from "./on-the-page.ts";
import { describeStudio } from "./studio-fixture.ts";

describeStudio("signing in", (fixture) => {
  it("refuses a wrong password in words and goes on to the page that was asked for", async () => {
    const { page, close } = await fixture.open("light");
    await page.goto("/rules");
    await signIn(page, fixture.email(), "not the password");
    await page.getByRole("alert").getByText("do not belong together").waitFor();
    await page.getByLabel("Password", { exact: true }).fill(fixture.password());
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("navigation", { name: "Rules" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/rules");
    await close();
  });
});
