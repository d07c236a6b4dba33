import "driver.js/dist/driver.css";
import "./tour.css";
